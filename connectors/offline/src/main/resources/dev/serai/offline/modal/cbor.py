"""The part of CBOR that Modal's clients for other languages use."""

import datetime
import math
import struct

MOST_DEPTH = 200


class Unencodable(TypeError):
    pass


def dumps(value):
    out = bytearray()
    _write(out, value, 0)
    return bytes(out)


def loads(data):
    value, end = _Reader(data).read(0, 0)
    if end != len(data):
        raise ValueError("bytes after the end of the CBOR value")
    return value


def _head(out, major, number):
    if number < 24:
        out.append(major << 5 | number)
    elif number < 1 << 8:
        out += bytes((major << 5 | 24, number))
    elif number < 1 << 16:
        out += struct.pack(">BH", major << 5 | 25, number)
    elif number < 1 << 32:
        out += struct.pack(">BI", major << 5 | 26, number)
    else:
        out += struct.pack(">BQ", major << 5 | 27, number)


def _write(out, value, depth):
    if depth > MOST_DEPTH:
        raise Unencodable("the value is nested too deeply")
    if value is None:
        out.append(0xF6)
    elif value is True:
        out.append(0xF5)
    elif value is False:
        out.append(0xF4)
    elif isinstance(value, int):
        _integer(out, int(value))
    elif isinstance(value, float):
        out += struct.pack(">Bd", 0xFB, value)
    elif isinstance(value, str):
        text = value.encode()
        _head(out, 3, len(text))
        out += text
    elif isinstance(value, (bytes, bytearray, memoryview)):
        data = bytes(value)
        _head(out, 2, len(data))
        out += data
    elif isinstance(value, (list, tuple)):
        _head(out, 4, len(value))
        for item in value:
            _write(out, item, depth + 1)
    elif isinstance(value, dict):
        _head(out, 5, len(value))
        for key, item in value.items():
            _write(out, key, depth + 1)
            _write(out, item, depth + 1)
    elif isinstance(value, (set, frozenset)):
        _head(out, 6, 258)
        _write(out, list(value), depth + 1)
    elif isinstance(value, datetime.datetime) and value.tzinfo is not None:
        _head(out, 6, 0)
        _write(out, value.isoformat(), depth + 1)
    else:
        raise Unencodable("cannot serialize type " + type(value).__name__)


def _integer(out, value):
    negative = value < 0
    number = -1 - value if negative else value
    if number < 1 << 64:
        _head(out, 1 if negative else 0, number)
    else:
        _head(out, 6, 3 if negative else 2)
        data = number.to_bytes((number.bit_length() + 7) // 8, "big")
        _head(out, 2, len(data))
        out += data


def _half(bits):
    sign = -1.0 if bits & 0x8000 else 1.0
    exponent = bits >> 10 & 0x1F
    fraction = bits & 0x3FF
    if exponent == 0x1F:
        return sign * (math.nan if fraction else math.inf)
    if exponent == 0:
        return sign * fraction * 2.0**-24
    return sign * (1 + fraction / 1024) * 2.0 ** (exponent - 15)


class _Reader:
    def __init__(self, data):
        self.data = data

    def take(self, at, count):
        if at + count > len(self.data):
            raise ValueError("the CBOR value ends too early")
        return self.data[at : at + count]

    def read(self, at, depth):
        if depth > MOST_DEPTH:
            raise ValueError("the CBOR value is nested too deeply")
        first = self.take(at, 1)[0]
        major, small = first >> 5, first & 0x1F
        at += 1
        if major == 7:
            return self.simple(at, small)
        if small == 31:
            return self.endless(at, major, depth)
        if small < 24:
            number = small
        elif small < 28:
            size = 1 << small - 24
            number = int.from_bytes(self.take(at, size), "big")
            at += size
        else:
            raise ValueError("no CBOR")
        if major == 0:
            return number, at
        if major == 1:
            return -1 - number, at
        if major == 2:
            return bytes(self.take(at, number)), at + number
        if major == 3:
            return bytes(self.take(at, number)).decode(), at + number
        if major == 4:
            items = []
            for _ in range(number):
                item, at = self.read(at, depth + 1)
                items.append(item)
            return items, at
        if major == 5:
            entries = {}
            for _ in range(number):
                key, at = self.read(at, depth + 1)
                entries[key], at = self.read(at, depth + 1)
            return entries, at
        value, at = self.read(at, depth + 1)
        return self.tagged(number, value), at

    def simple(self, at, small):
        if small in (20, 21):
            return small == 21, at
        if small in (22, 23):
            return None, at
        if small == 25:
            return _half(int.from_bytes(self.take(at, 2), "big")), at + 2
        if small == 26:
            return struct.unpack(">f", self.take(at, 4))[0], at + 4
        if small == 27:
            return struct.unpack(">d", self.take(at, 8))[0], at + 8
        raise ValueError("a CBOR value without a meaning")

    def endless(self, at, major, depth):
        parts = []
        while self.take(at, 1)[0] != 0xFF:
            part, at = self.read(at, depth + 1)
            parts.append(part)
        at += 1
        if major == 2:
            return b"".join(parts), at
        if major == 3:
            return "".join(parts), at
        if major == 4:
            return parts, at
        if major == 5:
            return dict(zip(parts[::2], parts[1::2], strict=True)), at
        raise ValueError("no CBOR")

    def tagged(self, tag, value):
        if tag == 0:
            return datetime.datetime.fromisoformat(value.replace("Z", "+00:00"))
        if tag == 1:
            return datetime.datetime.fromtimestamp(value, datetime.timezone.utc)
        if tag == 2:
            return int.from_bytes(value, "big")
        if tag == 3:
            return -1 - int.from_bytes(value, "big")
        if tag == 64:
            return value
        if tag == 258:
            return set(value)
        raise ValueError(f"CBOR tag {tag} is not known here")
