"""Opens a sealed object as docs/sealing.md describes it, with nothing but Python's own library.

unseal.py KEY SEAL SEGMENTS <stored >plain: the master or customer key in hex, the seal's fields in JSON with its kind, and of
each segment the number of its part and its plain size, as 1:5242880,2:70; the number is 0 without parts. Slow: one block of
AES at a time.
"""
import base64, hashlib, hmac, json, struct, sys

SBOX, p, q = [0x63] + [0] * 255, 1, 1
while True:
    p ^= (p << 1) & 255 ^ (0x1B if p & 128 else 0)
    for shift in (1, 2, 4):
        q ^= q << shift & 255
    q ^= 9 if q & 128 else 0
    SBOX[p] = q ^ (q << 1 | q >> 7) & 255 ^ (q << 2 | q >> 6) & 255 ^ (q << 3 | q >> 5) & 255 ^ (q << 4 | q >> 4) & 255 ^ 0x63
    if p == 1:
        break


def aes(key):
    """AES-256: a function from block to block."""
    words, rcon = [list(key[i : i + 4]) for i in range(0, 32, 4)], 1
    for i in range(8, 60):
        t = list(words[i - 1])
        if i % 8 == 0:
            t = [SBOX[b] for b in t[1:] + t[:1]]
            t[0] ^= rcon
            rcon <<= 1
        elif i % 8 == 4:
            t = [SBOX[b] for b in t]
        words.append([a ^ b for a, b in zip(words[i - 8], t)])
    keys = [sum(words[i : i + 4], []) for i in range(0, 60, 4)]

    def twice(b):
        return b << 1 & 255 ^ (0x1B if b & 128 else 0)

    def block(text):
        s = [a ^ b for a, b in zip(text, keys[0])]
        for turn in range(1, 15):
            s = [SBOX[s[(i + 4 * (i % 4)) % 16]] for i in range(16)]
            if turn < 14:
                for c in range(0, 16, 4):
                    a, all4 = s[c : c + 4], s[c] ^ s[c + 1] ^ s[c + 2] ^ s[c + 3]
                    s[c : c + 4] = [a[i] ^ all4 ^ twice(a[i] ^ a[(i + 1) % 4]) for i in range(4)]
            s = [a ^ b for a, b in zip(s, keys[turn])]
        return bytes(s)

    return block


def times(x, y):
    """The product of two blocks in the field of GCM."""
    z = 0
    for i in range(127, -1, -1):
        z ^= y if x >> i & 1 else 0
        y = y >> 1 ^ (0xE1 << 120 if y & 1 else 0)
    return z


def opened(key, counter, last, bound, sealed):
    """AES-256-GCM with the nonce of the format; the tag is the last 16 bytes."""
    block, text, tag = aes(key), sealed[:-16], sealed[-16:]
    nonce, h, ghash = struct.pack(">QI", counter, last), int.from_bytes(block(bytes(16)), "big"), 0
    for part in (bound, text, struct.pack(">QQ", 8 * len(bound), 8 * len(text))):
        for i in range(0, len(part), 16):
            ghash = times(ghash ^ int.from_bytes(part[i : i + 16].ljust(16, b"\0"), "big"), h)
    if bytes(a ^ b for a, b in zip(ghash.to_bytes(16, "big"), block(nonce + b"\0\0\0\1"))) != tag:
        sys.exit("not what was sealed")
    pads = b"".join(block(nonce + struct.pack(">I", 2 + i)) for i in range((len(text) + 15) // 16))
    return bytes(a ^ b for a, b in zip(text, pads))


def derived(key, salt):
    return hmac.new(key, salt, hashlib.sha256).digest()


seal = json.loads(sys.argv[2])
texts = ["geckos3", seal["format"], seal["kind"], seal.get("key", "")]
bound = b"".join(struct.pack(">I", len(t.encode())) + t.encode() for t in texts)
wrapping = derived(bytes.fromhex(sys.argv[1]), base64.b64decode(seal["salt"]))
data_key = opened(wrapping, 0, 1, bound, base64.b64decode(seal["wrapped"]))
for segment in sys.argv[3].split(","):
    part, size = map(int, segment.split(":"))
    salt, number = sys.stdin.buffer.read(32), struct.pack(">I", part) if seal["format"] == "2" else b""
    segment_key, chunks = derived(data_key, salt + number), max(1, -(-size // 65536))
    for i in range(chunks):
        sealed = sys.stdin.buffer.read(min(65536, size - 65536 * i) + 16)
        sys.stdout.buffer.write(opened(segment_key, i, i == chunks - 1, b"", sealed))
