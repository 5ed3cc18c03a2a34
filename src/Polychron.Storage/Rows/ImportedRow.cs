using System.Buffers.Binary;

namespace Polychron.Storage.Rows;

/// <summary>The ids of imported rows that one write noted: 16 bytes each, big-endian, one after the other.</summary>
internal static class ImportedRow
{
    private const int Width = 16;

    public static byte[] Write(IReadOnlyList<UInt128> ids)
    {
        var data = new byte[ids.Count * Width];
        for (var i = 0; i < ids.Count; i++)
        {
            BinaryPrimitives.WriteUInt128BigEndian(data.AsSpan(i * Width), ids[i]);
        }

        return data;
    }

    public static UInt128[] Read(ReadOnlySpan<byte> data)
    {
        if (data.Length % Width != 0)
        {
            throw new InvalidDataException("A stored list of imported rows is cut off.");
        }

        var ids = new UInt128[data.Length / Width];
        for (var i = 0; i < ids.Length; i++)
        {
            ids[i] = BinaryPrimitives.ReadUInt128BigEndian(data[(i * Width)..]);
        }

        return ids;
    }
}
