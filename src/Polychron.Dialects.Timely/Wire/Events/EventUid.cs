using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Polychron.Dialects.Timely.Wire.Events;

/// <summary>What tells an event from those of all other accounts.</summary>
internal static class EventUid
{
    private const int Bytes = 16;

    /// <summary>32 hexadecimal digits that are always the same for an event.</summary>
    public static string Of(long accountId, long eventId)
    {
        Span<byte> ids = stackalloc byte[2 * sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(ids, accountId);
        BinaryPrimitives.WriteInt64BigEndian(ids[sizeof(long)..], eventId);
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(ids, digest);
        return Convert.ToHexStringLower(digest[..Bytes]);
    }
}
