"""The plain way to build two of the dashboard's pages: one script, st.cache_data, pandas, plotly.express.

It reads the same tables, has the same filters, headings, charts, footnotes, tables and downloads, and is written as the
usual tutorials would have it. ``repaint.py`` measures it beside the dashboard. It shares no code with it.
"""

from pathlib import Path

import pandas as pd
import plotly.express as px
import streamlit as st

TABLES = Path(__file__).resolve().parent.parent / "dossier_data" / "tables"
LANES = {
    "shipments": "Shipments",
    "trade_figures": "Trade",
    "meetings": "Meetings",
    "agreements": "Agreements",
    "events": "Events",
    "quotes": "Quotes",
    "headlines": "Headlines",
}
COLOURS = {"delivered": "#0B6E69", "seized": "#B5431E", "promised": "#9543A7", "sent": "#253C67", "ongoing": "#4F3A1B"}
HATCHES = {"delivered": "", "seized": "/", "promised": ".", "sent": "x", "ongoing": "-"}


@st.cache_data
def load_table(name: str) -> pd.DataFrame:
    """One table as it stands."""
    return pd.read_csv(TABLES / f"{name}.csv")


def bounds(date: object) -> tuple[pd.Timestamp, pd.Timestamp]:
    """First and last day of a date such as 2020-05, 2001/2013 or 2024?."""
    if not isinstance(date, str):
        return pd.NaT, pd.NaT
    first, _, last = date.strip("?~%").partition("/")
    return pd.Period(first).start_time.normalize(), pd.Period(last or first).end_time.normalize()


def label(table: str, row: dict, names: dict[str, str]) -> str:
    """What an account is about, in a few words."""
    if table == "shipments":
        amount = "" if pd.isna(row["barrels"]) else f"{row['barrels']:,.0f} barrels "
        return f"{amount}to {names.get(row['destination'], 'an unstated place')}, {row['status']}"
    if table == "trade_figures":
        return f"{row['measure']}, {row['kind']}: {row['low']:,.0f} {row['currency']}"
    if table == "meetings":
        return f"{row['kind']}: {', '.join(names.get(one, one) for one in str(row['participants']).split(';'))}"
    if table == "quotes":
        return f"{names.get(row['speaker'])}: {row['evidence'][:88]}"
    return row["title"]


@st.cache_data
def load_accounts() -> pd.DataFrame:
    """Every account of every lane, with its first and last day, its label and its sources' names."""
    names = dict(load_table("actors")[["actor", "name"]].values) | dict(load_table("places")[["place", "name"]].values)
    parts = []
    for table in LANES:
        frame = load_table(table)
        days = [bounds(date) for date in frame["date"]]
        parts.append(
            pd.DataFrame(
                {
                    "account": frame["account"],
                    "lane": LANES[table],
                    "thing": frame.iloc[:, 1],
                    "source": frame["source"],
                    "date": frame["date"],
                    "earliest": [one for one, _ in days],
                    "latest": [one for _, one in days],
                    "actors": frame["actors"].fillna("").str.split(";"),
                    "sentence": frame["evidence"],
                    "label": [label(table, row, names) for row in frame.to_dict("records")],
                }
            )
        )
    return pd.concat(parts, ignore_index=True)


@st.cache_data
def load_cargoes() -> pd.DataFrame:
    """Every account of a shipment, with the names of its two ends."""
    places = dict(load_table("places")[["place", "name"]].values)
    cargoes = load_table("shipments").merge(load_accounts()[["account", "earliest", "latest"]], on="account")
    cargoes["actors"] = cargoes["actors"].fillna("").str.split(";")
    cargoes["route"] = (
        cargoes["origin"].map(places).fillna("origin not stated")
        + " → "
        + cargoes["destination"].map(places).fillna("destination not stated")
    )
    return cargoes


def keep(frame: pd.DataFrame) -> pd.DataFrame:
    """The rows that the chosen filters keep."""
    if years != (first_year, last_year):
        frame = frame[(frame["earliest"].dt.year <= years[1]) & (frame["latest"].dt.year >= years[0])]
    if actors:
        frame = frame[[bool(set(cell) & set(actors)) for cell in frame["actors"]]]
    if sources:
        frame = frame[frame["source"].isin(sources)]
    return frame


def in_words() -> str:
    """The filters in words."""
    chosen_actors = " or ".join(actor_names[one] for one in actors) or "all actors"
    chosen_sources = " and ".join(publishers[one] for one in sources) or "both sources"
    return f"{years[0]}–{years[1]}, {chosen_actors}, {chosen_sources}"


def footnote(more: str) -> None:
    """The sources under a chart."""
    st.caption(f"Sources: {'; '.join(publishers.values())}. {more}")


def twin(frame: pd.DataFrame, name: str) -> None:
    """The same rows as a table, and as a CSV."""
    if st.toggle("Show as a table", key=f"twin-{name}"):
        st.dataframe(frame, hide_index=True)
    st.download_button("Download CSV", frame.to_csv(index=False), file_name=f"{name}.csv", mime="text/csv")


def timeline() -> None:
    """Every dated thing in its lane."""
    kept = keep(load_accounts())
    frame = (
        kept.dropna(subset="earliest")
        .groupby(["lane", "earliest", "latest"], as_index=False)
        .agg(
            things=("thing", "nunique"),
            label=("label", "first"),
            sentence=("sentence", "first"),
            date=("date", "first"),
            source=("source", lambda cell: ", ".join(publishers[one] for one in cell.unique())),
        )
    )
    frame["end"] = frame["latest"] + pd.Timedelta(days=1)
    frame["text"] = frame["label"].str[:58] + [f" + {one - 1} more" if one > 1 else "" for one in frame["things"]]
    order = {lane: at for at, lane in enumerate(LANES.values())}
    frame = frame.sort_values(["lane", "earliest"], key=lambda cell: cell.map(order) if cell.name == "lane" else cell)
    frame["row"] = range(len(frame))
    heads = frame.groupby("lane", sort=False)["row"].first()
    st.title(f"{frame['things'].sum()} dated things from {years[0]} to {years[1]}")
    st.text(
        "Every dated thing once in its lane; a vague date covers its whole interval. "
        f"Shown: {in_words()}; {len(kept)} of {len(load_accounts())} accounts."
    )
    figure = px.timeline(
        frame,
        x_start="earliest",
        x_end="end",
        y="row",
        color="lane",
        text="text",
        hover_data=["date", "sentence", "source"],
        height=20 * len(frame) + 120,
    )
    figure.update_traces(textposition="outside", cliponaxis=False)
    first, last = frame["earliest"].min(), frame["end"].max()
    figure.update_xaxes(range=[first, last + (last - first) / 3])  # room for the labels
    figure.update_yaxes(autorange="reversed", tickvals=heads, ticktext=heads.index, title=None)
    figure.update_layout(showlegend=False)
    st.plotly_chart(figure, key="timeline-chart")
    footnote("A bar covers every day that a vague date may mean.")
    twin(frame, "timeline")


def barrels() -> None:
    """Barrels by route, delivered and seized apart, each cargo once."""
    kept = keep(load_cargoes())
    cargoes = kept.groupby(["shipment", "status"], as_index=False).agg(
        route=("route", "first"),
        low=("barrels", "min"),
        high=("barrels", "max"),
        date=("date", "first"),
        sentence=("evidence", "first"),
        source=("source", lambda cell: ", ".join(publishers[one] for one in cell)),
    )
    frame = (
        cargoes.dropna(subset="low")
        .groupby(["route", "status"], as_index=False)
        .agg(
            low=("low", "sum"),
            high=("high", "sum"),
            cargoes=("shipment", "count"),
            date=("date", "first"),
            sentence=("sentence", "first"),
            source=("source", "first"),
        )
        .sort_values("high", ascending=False)
    )
    totals = frame.groupby("status")["high"].sum()
    st.title(", ".join(f"{total / 1e6:.3g} million barrels {status}" for status, total in totals.items()))
    st.text(
        f"Barrels per route, each cargo counted once, statuses apart. Shown: {in_words()}; "
        f"{len(kept)} of {len(load_cargoes())} accounts."
    )
    frame["text"] = [f"{high:,.0f} {status}" for high, status in zip(frame["high"], frame["status"], strict=True)]
    figure = px.bar(
        frame,
        x="high",
        y="route",
        color="status",
        pattern_shape="status",
        orientation="h",
        text="text",
        color_discrete_map=COLOURS,
        pattern_shape_map=HATCHES,
        labels={"high": "barrels"},
        hover_data=["low", "cargoes", "date", "sentence", "source"],
        height=86 * max(len(frame), 1) + 60,
    )
    figure.update_yaxes(categoryorder="array", categoryarray=frame["route"].unique()[::-1], title=None)
    st.plotly_chart(figure, key="barrels-chart")
    footnote("Plain: delivered; hatched: seized. A barrel is 158.987 litres.")
    twin(frame, "barrels")


st.set_page_config(page_title="Iran–Venezuela dossier", page_icon="🛢️", layout="wide")
page = st.navigation(
    [st.Page(timeline, url_path="timeline", default=True), st.Page(barrels, url_path="barrels")], position="top"
)
actor_names = dict(load_table("actors")[["actor", "name"]].values)
sources_table = load_table("sources")
publishers = dict(zip(sources_table["source"], sources_table["publisher"].fillna(sources_table["title"]), strict=True))
mentions = load_accounts()["actors"].explode().value_counts()
first_year = int(load_accounts()["earliest"].dt.year.min())
last_year = int(load_accounts()["latest"].dt.year.max())
with st.container(horizontal=True):
    years = st.slider("Years", first_year, last_year, (first_year, last_year), width=320)
    actors = st.multiselect(
        "Actors",
        sorted(actor_names, key=lambda one: (-mentions.get(one, 0), one)),
        format_func=actor_names.get,
        placeholder="everyone",
        width=420,
    )
    sources = st.pills("Sources", list(publishers), selection_mode="multi", format_func=publishers.get)
page.run()
