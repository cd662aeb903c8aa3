/* What libdeflate needs beside itself in a WebAssembly module without a C library: memory that is only ever handed out,
 * and entry points with plain numbers. One instance serves one worker thread. */
#include <stddef.h>
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

__attribute__((export_name("adler32")))
unsigned int adler32(const void *in, size_t size)
{
	return libdeflate_adler32(1, in, size);
}
