"""A visitor without a browser: the websocket and the messages that Streamlit's own page exchanges.

It keeps widget values, the URL's query and the hashes of cached messages as that page does, so that a
run of the script costs the server what it costs with a browser; and no browser takes the CPU meanwhile.
"""

from __future__ import annotations

import json
from collections.abc import Sequence

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.sync.client import connect

from dossier_data.catalogue import HOME


class Visitor:
    """One session on one page. Closing it ends the session."""

    def __init__(self, address: str, page: str):
        self.page, self.hash, self.query = ("" if page == HOME.name else page), "", ""
        self.widgets: dict[str, WidgetState] = {}
        self.ids: dict[str, str] = {}
        self.kept: list[str] = []
        self.fragment = ""
        self.socket = connect(
            address.replace("http", "ws", 1) + "/_stcore/stream",
            origin=address,
            subprotocols=["streamlit"],
            max_size=None,
            compression=None,
        )
        self.run()

    def choose(self, years: tuple[int, int], actors: Sequence[str], sources: Sequence[str]) -> None:
        """Set the three filters, actors and sources by what the bar calls them, and run the script once."""
        for key in ("years_chosen", "actors_chosen", "sources_chosen"):
            self.widgets[key] = WidgetState(id=self.ids[key])
        self.widgets["years_chosen"].double_array_value.data.extend(years)
        self.widgets["actors_chosen"].string_array_value.data.extend(actors)
        self.widgets["sources_chosen"].string_array_value.data.extend(sources)
        self.run()

    def open(self, account: str) -> None:
        """Open the evidence of an account: the panel's fragment runs alone."""
        panel = next(key for key in self.ids if key.startswith("evidence"))
        self.widgets["evidence"] = WidgetState(id=self.ids[panel])
        opened = {"opened": {"ids": account, "chosen": "", "at": account}}
        self.widgets["evidence"].json_value = json.dumps(opened)
        self.run(self.fragment)

    def run(self, fragment: str = "") -> None:
        """Ask for a run of the script, or of a fragment of it, and wait until it is over."""
        message = BackMsg()
        state = message.rerun_script
        state.fragment_id = fragment
        state.query_string, state.page_script_hash, state.page_name = self.query, self.hash, self.page
        state.widget_states.widgets.extend(self.widgets.values())
        state.cached_message_hashes.extend(self.kept)
        state.context_info.CopyFrom(
            type(state.context_info)(timezone="UTC", locale="en", url="http://127.0.0.1/", color_scheme="light")
        )
        self.socket.send(message.SerializeToString())
        while not self._over(ForwardMsg.FromString(self.socket.recv(timeout=60))):
            pass

    def _over(self, message: ForwardMsg) -> bool:
        kind = message.WhichOneof("type")
        if kind == "new_session":
            self.hash, self.page = self.hash or message.new_session.page_script_hash, ""
        elif kind == "navigation":
            self.hash = message.navigation.page_script_hash
        elif kind == "page_info_changed":
            self.query = message.page_info_changed.query_string
        elif kind == "page_not_found":
            raise RuntimeError("The server knows no such page.")
        elif kind == "delta" and message.delta.WhichOneof("type") == "new_element":
            element = message.delta.new_element
            kind = element.WhichOneof("type")
            if kind == "exception":
                raise RuntimeError(f"The page shows an exception: {element.exception.type}")
            if kind in ("slider", "multiselect", "button_group", "bidi_component"):
                name = getattr(element, kind).id
                key = name[name.index("evidence") :] if "evidence" in name else name.rsplit("-", 1)[-1]
                self.ids[key] = name
                if key.startswith("evidence"):
                    self.fragment = message.delta.fragment_id
        if message.metadata.cacheable and message.hash and message.hash not in self.kept:
            self.kept.append(message.hash)
        return message.WhichOneof("type") == "script_finished"

    def close(self) -> None:
        """Leave."""
        self.socket.close()
