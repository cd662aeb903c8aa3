/* What libdeflate needs beside itself in a WebAssembly module without a C library: memory that is only ever handed out,
 * and entry points with plain numbers. One instance serves one worker thread. */
#include <stddef.h>
#include <wasm_simd128.h>
#include "libdeflate.h"

extern unsigned char __heap_base;
static size_t used;

__attribute__((export_name("reserve")))
void *reserve(size_t size)
{
	size_t at = ((size_t)&__heap_base + used + 63) & ~(size_t)63;
	size_t end = at + size;
	size_t pages = __builtin_wasm_memory_size(0);

	if (end > pages * 65536 &&
	    __builtin_wasm_memory_grow(0, (end - pages * 65536 + 65535) / 65536) == (size_t)-1)
		return NULL;
	used = end - (size_t)&__heap_base;
	return (void *)at;
}

static void keep(void *ptr) { (void)ptr; }

__attribute__((export_name("compressor")))
struct libdeflate_compressor *compressor(int level)
{
	struct libdeflate_options options = { sizeof(options), reserve, keep };

	return libdeflate_alloc_compressor_ex(level, &options);
}

/* The size of the zlib stream, or 0 when it does not fit into `room`. */
__attribute__((export_name("compress")))
size_t compress(struct libdeflate_compressor *c, const void *in, size_t size, void *out, size_t room)
{
	return libdeflate_zlib_compress(c, in, size, out, room);
}

__attribute__((export_name("decompressor")))
struct libdeflate_decompressor *decompressor(void)
{
	struct libdeflate_options options = { sizeof(options), reserve, keep };

	return libdeflate_alloc_decompressor_ex(&options);
}

/* The size of the content, or -1 when the stream is damaged or its content does not fit into `room`. */
__attribute__((export_name("decompress")))
int decompress(struct libdeflate_decompressor *d, const void *in, size_t size, void *out, size_t room)
{
	size_t actual;

	if (libdeflate_zlib_decompress(d, in, size, out, room, &actual) != LIBDEFLATE_SUCCESS)
		return -1;
	return (int)actual;
}

/*
 * libdeflate's own Adler-32 has vector code for processors, not for WebAssembly. This takes its place, 16 bytes a step:
 * `ones` sums the bytes, `before` what each later step adds to the second sum, `weighted` the bytes by their place in
 * their step. After 5552 bytes (RFC 1950: NMAX) the sums would leave 32 bits.
 */
#define MODULUS 65521
#define MOST 5552

static unsigned int lanes(v128_t v)
{
	return (unsigned int)wasm_i32x4_extract_lane(v, 0) + (unsigned int)wasm_i32x4_extract_lane(v, 1) +
	       (unsigned int)wasm_i32x4_extract_lane(v, 2) + (unsigned int)wasm_i32x4_extract_lane(v, 3);
}

unsigned int libdeflate_adler32(unsigned int adler, const void *buffer, size_t size)
{
	const v128_t first = wasm_i16x8_make(16, 15, 14, 13, 12, 11, 10, 9);
	const v128_t second = wasm_i16x8_make(8, 7, 6, 5, 4, 3, 2, 1);
	const unsigned char *p = buffer;
	unsigned int low = adler & 0xffff;
	unsigned int high = adler >> 16;

	if (buffer == NULL)
		return 1;
	while (size >= 16) {
		size_t part = (size < MOST ? size : MOST) & ~(size_t)15;
		const unsigned char *end = p + part;
		v128_t ones = wasm_i32x4_splat(0);
		v128_t before = ones;
		v128_t weighted = ones;

		high += low * (unsigned int)part;
		for (; p < end; p += 16) {
			v128_t bytes = wasm_v128_load(p);

			before = wasm_i32x4_add(before, ones);
			weighted = wasm_i32x4_add(weighted,
						  wasm_i32x4_dot_i16x8(wasm_u16x8_extend_low_u8x16(bytes), first));
			weighted = wasm_i32x4_add(weighted,
						  wasm_i32x4_dot_i16x8(wasm_u16x8_extend_high_u8x16(bytes), second));
			ones = wasm_i32x4_add(ones,
					      wasm_u32x4_extadd_pairwise_u16x8(wasm_u16x8_extadd_pairwise_u8x16(bytes)));
		}
		high = (high + 16 * lanes(before) + lanes(weighted)) % MODULUS;
		low = (low + lanes(ones)) % MODULUS;
		size -= part;
	}
	for (; size > 0; size--) {
		low += *p++;
		high += low;
	}
	return (high % MODULUS) << 16 | low % MODULUS;
}

__attribute__((export_name("adler32")))
unsigned int adler32(const void *in, size_t size)
{
	return libdeflate_adler32(1, in, size);
}
