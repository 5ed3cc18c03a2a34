using System.Buffers;
using System.Collections.Immutable;
using System.Text.Json;
using NodaTime;
using Polychron.Domain.Billing;
using Polychron.Domain.Reports;

namespace Polychron.Storage.Rows;

/// <summary>
/// A pack of cells of one day or month as bytes: JSON like every other row, but each cell is a plain array of numbers and is
/// read and written by hand, since reports read them by the ten thousand. The day stands in the row's key.
/// </summary>
/// <remarks>
/// <c>{"q":1234,"c":[[user, project, status, labels, rate, internal rate, seconds, estimated seconds, revenue, estimated
/// revenue, internal cost, count], ...]}</c>, where labels is 0 for none or an array of ids.
/// </remarks>
internal static class CellPackCodec
{
    private const int BytesOfCell = 64;

    public static byte[] Write(long asOf, IReadOnlyCollection<Cell> cells)
    {
        var buffer = new ArrayBufferWriter<byte>(32 + cells.Count * BytesOfCell);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteNumber("q"u8, asOf);
            json.WriteStartArray("c"u8);
            foreach (var cell in cells)
            {
                Write(json, cell.Key, cell.Sums);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>Adds the cells to a list. Returns the sequence number at which the pack was last changed.</summary>
    /// <param name="data">The bytes.</param>
    /// <param name="day">The day of the row's key.</param>
    /// <param name="cells">The list.</param>
    /// <param name="labels">Sets of one label that were read before, by the label: most cells have none or one, and share them.</param>
    public static long Read(ReadOnlyMemory<byte> data, LocalDate day, List<Cell> cells, Dictionary<long, LabelSet> labels)
    {
        var json = new Utf8JsonReader(data.Span);
        long asOf = 0;
        Expect(ref json, JsonTokenType.StartObject);
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (json.ValueTextEquals("q"u8))
            {
                asOf = Number(ref json);
            }
            else
            {
                Expect(ref json, JsonTokenType.StartArray);
                while (json.Read() && json.TokenType == JsonTokenType.StartArray)
                {
                    cells.Add(ReadCell(ref json, day, labels));
                }
            }
        }

        return asOf;
    }

    private static void Write(Utf8JsonWriter json, CellKey key, in CellSums sums)
    {
        json.WriteStartArray();
        json.WriteNumberValue(key.UserId);
        json.WriteNumberValue(key.ProjectId);
        json.WriteNumberValue((int)key.BillingStatus);
        if (key.Labels.IsEmpty)
        {
            json.WriteNumberValue(0);
        }
        else
        {
            json.WriteStartArray();
            foreach (var label in key.Labels.Ids)
            {
                json.WriteNumberValue(label);
            }

            json.WriteEndArray();
        }

        json.WriteNumberValue(key.HourRate);
        json.WriteNumberValue(key.InternalHourRate);
        json.WriteNumberValue(sums.Seconds);
        json.WriteNumberValue(sums.EstimatedSeconds);
        json.WriteNumberValue(sums.Revenue);
        json.WriteNumberValue(sums.EstimatedRevenue);
        json.WriteNumberValue(sums.InternalCost);
        json.WriteNumberValue(sums.Count);
        json.WriteEndArray();
    }

    private static Cell ReadCell(ref Utf8JsonReader json, LocalDate day, Dictionary<long, LabelSet> labels)
    {
        var key = new CellKey
        {
            Day = day,
            UserId = Number(ref json),
            ProjectId = Number(ref json),
            BillingStatus = (BillingStatus)Number(ref json),
            Labels = ReadLabels(ref json, labels),
            HourRate = Number(ref json),
            InternalHourRate = Number(ref json),
        };
        var sums = new CellSums
        {
            Seconds = Number(ref json),
            EstimatedSeconds = Number(ref json),
            Revenue = Number(ref json),
            EstimatedRevenue = Number(ref json),
            InternalCost = Number(ref json),
            Count = Number(ref json),
        };
        Expect(ref json, JsonTokenType.EndArray);
        return new Cell(key, sums);
    }

    private static LabelSet ReadLabels(ref Utf8JsonReader json, Dictionary<long, LabelSet> known)
    {
        json.Read();
        if (json.TokenType != JsonTokenType.StartArray)
        {
            return default;
        }

        var first = Number(ref json);
        if (!json.Read() || json.TokenType != JsonTokenType.Number)
        {
            return known.TryGetValue(first, out var one) ? one : known[first] = LabelSet.Of([first]);
        }

        var labels = ImmutableSortedSet.CreateBuilder<long>();
        labels.Add(first);
        do
        {
            labels.Add(json.GetInt64());
        }
        while (json.Read() && json.TokenType == JsonTokenType.Number);
        return LabelSet.Of(labels.ToImmutable());
    }

    private static long Number(ref Utf8JsonReader json)
    {
        json.Read();
        return json.GetInt64();
    }

    private static void Expect(ref Utf8JsonReader json, JsonTokenType type)
    {
        if (!json.Read() || json.TokenType != type)
        {
            throw new InvalidDataException("A stored pack of cells is not understood.");
        }
    }
}
