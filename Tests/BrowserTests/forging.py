"""Forging what Lorbeer publishes, as somebody would who has the file, the database, or even the server's key."""

import base64
import copy
import hashlib
import hmac
import importlib.util
import json
from pathlib import Path

PROGRAM = Path(__file__).parents[2] / "Sources/Web/Static/verify.py"


def load_program():
    """verify.py as a module, for its canonical form and its arithmetic on the curve."""
    spec = importlib.util.spec_from_file_location("verify", PROGRAM)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


verify = load_program()


class Signer:
    """Signs checkpoints with an Ed25519 seed (RFC 8032, section 5.1.6)."""

    def __init__(self, seed: bytes, name: str | None = None):
        digest = hashlib.sha512(seed).digest()
        self.scalar = int.from_bytes(digest[:32], "little") & ((1 << 254) - 8) | (1 << 254)
        self.prefix = digest[32:]
        self.public = self._point(self.scalar)
        self.name = name or "lorbeer/" + hashlib.sha256(self.public).hexdigest()[:16]
        self.id = hashlib.sha256(self.name.encode() + b"\n\x01" + self.public).digest()[:4]

    @classmethod
    def of_server(cls, home: Path) -> "Signer":
        """With the secret of an installation, as an administrator has it."""
        (file,) = [f for f in home.rglob("*secret*") if f.is_file() and f.stat().st_size == 32]
        return cls(hmac.new(file.read_bytes(), b"lorbeer/record/ed25519", hashlib.sha256).digest())

    @property
    def key(self) -> str:
        return f"{self.name}+{self.id.hex()}+" + base64.b64encode(b"\x01" + self.public).decode()

    def sign(self, message: bytes) -> bytes:
        nonce = int.from_bytes(hashlib.sha512(self.prefix + message).digest(), "little") % verify.L
        point = self._point(nonce)
        challenge = int.from_bytes(hashlib.sha512(point + self.public + message).digest(), "little") % verify.L
        return point + ((nonce + challenge * self.scalar) % verify.L).to_bytes(32, "little")

    def checkpoint(self, size: int, root: bytes, origin: str | None = None) -> str:
        text = f"{origin or self.name}\n{size}\n{base64.b64encode(root).decode()}\n"
        line = base64.b64encode(self.id + self.sign(text.encode())).decode()
        return f"{text}\n\u2014 {self.name} {line}\n"

    @staticmethod
    def _point(scalar: int) -> bytes:
        x, y, z, _ = verify.point_times(scalar, verify.BASE)
        inverse = pow(z, -1, verify.P)
        x, y = x * inverse % verify.P, y * inverse % verify.P
        return (y | (x & 1) << 255).to_bytes(32, "little")


class Forgery:
    """A copy of a bundle that may be changed, and made to fit again as far as the forger can."""

    def __init__(self, bundle: dict):
        self.data = copy.deepcopy(bundle)
        self.events = [json.loads(body) for body in bundle["events"]]
        self.chain = list(bundle["chain"])

    def last(self, action: str) -> dict:
        return [e for e in self.events if e["action"] == action][-1]

    def write_events(self) -> None:
        """The events as they are now, without touching a hash."""
        self.data["events"] = [verify.canonical(e) for e in self.events]
        self.data["chain"] = list(self.chain)

    def relink(self) -> None:
        """Puts the hashes of the data as it is now into the events that fixed it."""
        parts = {"rules": self.data["rules"]["rules"], "entries": self.data["entries"], "ranking": self.data["ranking"],
                 "decision": self.data["decision"], "allocation": self.data["allocation"]}
        for event in self.events:
            for name, part in parts.items():
                if name in event["facts"]:
                    event["facts"][name] = None if part is None else verify.digest(part)
            if event["action"] == "resultPublished":
                event["facts"]["events"] = len(self.events)

    def rechain(self) -> None:
        """Recomputes every hash of a published body; of the others only the hashes are known, and stay."""
        for event in sorted(self.events, key=lambda e: e["seq"]):
            before = bytes.fromhex(self.chain[event["seq"] - 2]) if event["seq"] > 1 else bytes(32)
            self.chain[event["seq"] - 1] = verify.sha(before, verify.canonical(event).encode()).hex()
        self.write_events()

    def sign(self, signer: Signer) -> None:
        self.data["checkpoint"] = signer.checkpoint(len(self.chain), self.root())
        self.data["key"] = signer.key

    def root(self, size: int | None = None) -> bytes:
        return verify.merkle_root([bytes.fromhex(h) for h in self.chain[:size]])

    def insert(self, place: int, event: dict) -> None:
        """Puts an event between others; whatever comes after counts one more."""
        seq = self.events[place]["seq"]
        for later in self.events[place:]:
            later["seq"] += 1
        self.events.insert(place, event | {"seq": seq})
        self.chain.insert(seq - 1, self.chain[seq - 1])

    def remove(self, place: int) -> None:
        gone = self.events.pop(place)
        for later in self.events[place:]:
            later["seq"] -= 1
        del self.chain[gone["seq"] - 1]

    def bytes(self) -> bytes:
        return (verify.canonical(self.data) + "\n").encode()
