using System.Buffers.Binary;
using Polychron.UseCases.Ports.Ambient;

namespace Polychron.EmbeddedHost.Invocation;

/// <summary>
/// Makes invocation ids: version 4 UUIDs of which the first 64 bits are the process's, drawn once, and the rest counts.
/// They are unique, not secret, and cost no draw of randomness at each request.
/// </summary>
internal sealed class InvocationIds
{
    private readonly byte[] seed = new byte[16];
    private ulong count;

    public InvocationIds(IRandomSource random)
    {
        random.Fill(seed);
        seed[6] = (byte)((seed[6] & 0x0F) | 0x40);
        count = BinaryPrimitives.ReadUInt64BigEndian(seed.AsSpan(8));
    }

    /// <summary>The next id, 36 characters in lower case.</summary>
    public string Next()
    {
        Span<byte> bytes = stackalloc byte[16];
        seed.AsSpan(0, 8).CopyTo(bytes);

        // 62 bits count; the two highest are the variant.
        BinaryPrimitives.WriteUInt64BigEndian(bytes[8..], (Interlocked.Increment(ref count) & 0x3FFF_FFFF_FFFF_FFFF) | 0x8000_0000_0000_0000);
        return new Guid(bytes, bigEndian: true).ToString();
    }
}
