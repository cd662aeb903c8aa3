/*
 * The compression function of SM3 (GB/T 32905-2016 §5.3) over whole blocks, for WebAssembly without a C library. Every
 * round is written out: none moves its registers, each names them in turn, and the message words stay in registers too.
 * Padding and the order of calls are the caller's (src-main/engine/lib/digest.ts).
 */
#include <stddef.h>
#include <stdint.h>

#define EXPORT(name) __attribute__((export_name(name)))

#define ROTATE(x, n) ((n) == 0 ? (x) : ((x) << (n)) | ((x) >> ((32 - (n)) & 31)))
#define P0(x) ((x) ^ ROTATE(x, 9) ^ ROTATE(x, 17))
#define P1(x) ((x) ^ ROTATE(x, 15) ^ ROTATE(x, 23))

/* FF_j and GG_j for j < 16, and for j >= 16 in the forms with the fewest operations. */
#define XOR3(x, y, z) ((x) ^ (y) ^ (z))
#define MAJORITY(x, y, z) (((x) & (y)) | (((x) | (y)) & (z)))
#define CHOICE(x, y, z) ((((y) ^ (z)) & (x)) ^ (z))

#define T(j) ROTATE((j) < 16 ? 0x79cc4519u : 0x7a879d8au, (j) % 32)

/* Round j: D becomes the new A, H the new E, so that the next round only reads the registers in another order. */
#define ROUND(A, B, C, D, E, F, G, H, j, W0, W4, FF, GG) do { \
		uint32_t a12 = ROTATE(A, 12); \
		uint32_t ss1 = ROTATE(a12 + E + T(j), 7); \
		uint32_t tt1 = FF(A, B, C) + D + (ss1 ^ a12) + (W0 ^ W4); \
		uint32_t tt2 = GG(E, F, G) + H + ss1 + W0; \
		B = ROTATE(B, 9); \
		D = tt1; \
		F = ROTATE(F, 19); \
		H = P0(tt2); \
	} while (0)

#define FOUR(j, W0, W1, W2, W3, W4, W5, W6, W7, FF, GG) do { \
		ROUND(a, b, c, d, e, f, g, h, j, W0, W4, FF, GG); \
		ROUND(d, a, b, c, h, e, f, g, j + 1, W1, W5, FF, GG); \
		ROUND(c, d, a, b, g, h, e, f, j + 2, W2, W6, FF, GG); \
		ROUND(b, c, d, a, f, g, h, e, j + 3, W3, W7, FF, GG); \
	} while (0)

/* W_j from W_(j-16), W_(j-9), W_(j-3), W_(j-13), W_(j-6) (§5.3.2); it takes the place of W_(j-16). */
#define EXPAND(w16, w9, w3, w13, w6) w16 = P1(w16 ^ w9 ^ ROTATE(w3, 15)) ^ ROTATE(w13, 7) ^ w6

#define EXPAND_0_TO_3 do { EXPAND(w0, w7, w13, w3, w10); EXPAND(w1, w8, w14, w4, w11); \
		EXPAND(w2, w9, w15, w5, w12); EXPAND(w3, w10, w0, w6, w13); } while (0)
#define EXPAND_4_TO_7 do { EXPAND(w4, w11, w1, w7, w14); EXPAND(w5, w12, w2, w8, w15); \
		EXPAND(w6, w13, w3, w9, w0); EXPAND(w7, w14, w4, w10, w1); } while (0)
#define EXPAND_8_TO_11 do { EXPAND(w8, w15, w5, w11, w2); EXPAND(w9, w0, w6, w12, w3); \
		EXPAND(w10, w1, w7, w13, w4); EXPAND(w11, w2, w8, w14, w5); } while (0)
#define EXPAND_12_TO_15 do { EXPAND(w12, w3, w9, w15, w6); EXPAND(w13, w4, w10, w0, w7); \
		EXPAND(w14, w5, w11, w1, w8); EXPAND(w15, w6, w12, w2, w9); } while (0)

#define SIXTEEN(j) do { \
		EXPAND_4_TO_7; \
		FOUR(j, w0, w1, w2, w3, w4, w5, w6, w7, MAJORITY, CHOICE); \
		EXPAND_8_TO_11; \
		FOUR(j + 4, w4, w5, w6, w7, w8, w9, w10, w11, MAJORITY, CHOICE); \
		EXPAND_12_TO_15; \
		FOUR(j + 8, w8, w9, w10, w11, w12, w13, w14, w15, MAJORITY, CHOICE); \
		EXPAND_0_TO_3; \
		FOUR(j + 12, w12, w13, w14, w15, w0, w1, w2, w3, MAJORITY, CHOICE); \
	} while (0)

#define BUFFER_BYTES 32768

static uint32_t state[8];
static unsigned char buffer[BUFFER_BYTES] __attribute__((aligned(64)));

EXPORT("state") uint32_t *state_address(void) { return state; }
EXPORT("buffer") unsigned char *buffer_address(void) { return buffer; }
EXPORT("bufferBytes") size_t buffer_bytes(void) { return BUFFER_BYTES; }

/* Takes so many blocks of 64 bytes from the buffer into the state. */
EXPORT("compress")
void compress(size_t blocks)
{
	const unsigned char *p = buffer;

	for (; blocks > 0; blocks--, p += 64) {
#define WORD(i) __builtin_bswap32(*(const uint32_t *)(p + 4 * (i)))
		uint32_t w0 = WORD(0), w1 = WORD(1), w2 = WORD(2), w3 = WORD(3), w4 = WORD(4), w5 = WORD(5);
		uint32_t w6 = WORD(6), w7 = WORD(7), w8 = WORD(8), w9 = WORD(9), w10 = WORD(10), w11 = WORD(11);
		uint32_t w12 = WORD(12), w13 = WORD(13), w14 = WORD(14), w15 = WORD(15);
		uint32_t a = state[0], b = state[1], c = state[2], d = state[3];
		uint32_t e = state[4], f = state[5], g = state[6], h = state[7];

		FOUR(0, w0, w1, w2, w3, w4, w5, w6, w7, XOR3, XOR3);
		FOUR(4, w4, w5, w6, w7, w8, w9, w10, w11, XOR3, XOR3);
		FOUR(8, w8, w9, w10, w11, w12, w13, w14, w15, XOR3, XOR3);
		EXPAND_0_TO_3;
		FOUR(12, w12, w13, w14, w15, w0, w1, w2, w3, XOR3, XOR3);
		SIXTEEN(16);
		SIXTEEN(32);
		SIXTEEN(48);

		state[0] ^= a;
		state[1] ^= b;
		state[2] ^= c;
		state[3] ^= d;
		state[4] ^= e;
		state[5] ^= f;
		state[6] ^= g;
		state[7] ^= h;
	}
}
