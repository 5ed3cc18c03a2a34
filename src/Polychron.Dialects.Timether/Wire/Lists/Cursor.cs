using System.Buffers.Binary;
using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Unicode;

namespace Polychron.Dialects.Timether.Wire.Lists;

/// <summary>
/// Where a page of a list ended, as a text that clients give back: of the list with its filters and order, of the last item's
/// place in the order, and of its id. It holds nothing that the client was not shown, so it needs no secret: what a client
/// makes up is another place in its own list, or no cursor.
/// </summary>
/// <param name="List">The hash of the list.</param>
/// <param name="Key">The last item's place.</param>
/// <param name="Id">The last item's id.</param>
internal readonly record struct Cursor(ulong List, SortKey Key, long Id)
{
    /// <summary>The most characters of a cursor.</summary>
    public const int MaxLength = 4_096;

    private const byte Version = 1;
    private const int FixedLength = 1 + 8 + 8 + 8;

    /// <summary>The text.</summary>
    public string Encode()
    {
        var text = Encoding.UTF8.GetBytes(Key.Text ?? "");
        var bytes = new byte[FixedLength + text.Length];
        bytes[0] = Version;
        BinaryPrimitives.WriteUInt64BigEndian(bytes.AsSpan(1), List);
        BinaryPrimitives.WriteInt64BigEndian(bytes.AsSpan(9), Key.Number);
        BinaryPrimitives.WriteInt64BigEndian(bytes.AsSpan(17), Id);
        text.CopyTo(bytes, FixedLength);
        return Base64Url.EncodeToString(bytes);
    }

    /// <summary>The cursor of a text, if it is one of this list.</summary>
    public static bool TryDecode(string text, ulong list, [NotNullWhen(true)] out Cursor? cursor)
    {
        cursor = null;
        if (text.Length is 0 or > MaxLength || !Base64Url.IsValid(text))
        {
            return false;
        }

        var bytes = Base64Url.DecodeFromChars(text);
        if (bytes.Length < FixedLength || bytes[0] != Version
            || BinaryPrimitives.ReadUInt64BigEndian(bytes.AsSpan(1)) != list
            || !Utf8.IsValid(bytes.AsSpan(FixedLength)))
        {
            return false;
        }

        var number = BinaryPrimitives.ReadInt64BigEndian(bytes.AsSpan(9));
        var id = BinaryPrimitives.ReadInt64BigEndian(bytes.AsSpan(17));
        if (id < 1)
        {
            return false;
        }

        cursor = new Cursor(list, new SortKey(number, Encoding.UTF8.GetString(bytes.AsSpan(FixedLength))), id);
        return true;
    }
}

/// <summary>An item's place in an order: by a number, or by a text.</summary>
/// <param name="Number">The number; 0 where a text counts.</param>
/// <param name="Text">The text, compared by code units; null where a number counts.</param>
internal readonly record struct SortKey(long Number, string? Text = null) : IComparable<SortKey>
{
    /// <inheritdoc />
    public int CompareTo(SortKey other)
    {
        var byNumber = Number.CompareTo(other.Number);
        return byNumber != 0 ? byNumber : string.CompareOrdinal(Text ?? "", other.Text ?? "");
    }
}
