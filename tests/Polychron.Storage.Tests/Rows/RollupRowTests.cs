using System.Text;
using FsCheck.Fluent;
using NodaTime;
using Polychron.Domain.Reports;
using Polychron.Storage.Keys;
using Polychron.Storage.Rows;
using Polychron.Testing;
using Polychron.Testing.Domain;
using Polychron.UseCases.Ports.Rollups;
using Polychron.UseCases.Ports.Tables;

namespace Polychron.Storage.Tests.Rows;

/// <summary>Kept cells as rows: what is read is what was written, and keys sort as their days do.</summary>
public sealed class RollupRowTests
{
    private static readonly LocalDate Day = new(2024, 5, 15);

    [Fact]
    public void A_pack_of_cells_is_read_as_it_was_written() => Properties.Holds(
        RandomEntries.Around(new ZonedMoment(DateTimeZone.Utc, Samples.Noon)).ListOf(20),
        entries =>
        {
            var fold = new CellFold(DateTimeZone.Utc);
            foreach (var entry in entries)
            {
                fold.Add(Cell.Of(entry, Day, entry.DurationSeconds));
                fold.Subtract(Cell.Of(entry with { HourRate = entry.HourRate + 1 }, Day, entry.DurationSeconds));
            }

            var read = new List<Cell>();
            Assert.Equal(77, CellPackCodec.Read(CellPackCodec.Write(77, fold.Cells), Day, read, []));
            Assert.Equal(fold.Cells, read);
        });

    [Fact]
    public void A_pack_is_plain_numbers()
    {
        var key = new CellKey
        {
            Day = Day, UserId = 2, ProjectId = 11, BillingStatus = Domain.Billing.BillingStatus.Billable, Labels = LabelSet.Of([21, 22]),
            HourRate = 9_000, InternalHourRate = 4_000,
        };
        var sums = new CellSums { Seconds = 3_600, EstimatedSeconds = 60, Revenue = 9_000, EstimatedRevenue = 150, InternalCost = 4_000, Count = 1 };
        Assert.Equal(
            """{"q":5,"c":[[2,11,2,[21,22],9000,4000,3600,60,9000,150,4000,1]]}""",
            Encoding.UTF8.GetString(CellPackCodec.Write(5, [new Cell(key, sums)])));
    }

    [Theory]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("""{"q":5,"c":{}}""")]
    [InlineData("""{"q":5,"c":[[2,11,2,0,9000,4000,3600,60,9000,150,4000,1,7]]}""")]
    public void What_is_no_pack_is_not_understood(string json) => Assert.Throws<InvalidDataException>(
        () => CellPackCodec.Read(Encoding.UTF8.GetBytes(json), Day, [], []));

    [Fact]
    public void Keys_sort_by_generation_grain_day_and_number_and_are_read_back() => Properties.Holds(
        from generation in Gen.Choose(1, 99_999)
        from grain in Gen.Elements(CellGrain.Day, CellGrain.Month)
        from days in Gen.Choose(0, 110_000).Two()
        from number in Gen.Choose(0, 9_999)
        let first = new LocalDate(1899, 12, 1)
        select (generation, grain, one: first.PlusDays(days.Item1), other: first.PlusDays(days.Item2), number),
        drawn =>
        {
            var key = RollupKeys.Pack(drawn.generation, drawn.grain, drawn.one, drawn.number);
            Assert.Equal((drawn.one, drawn.number), RollupKeys.Parse(key));
            var other = RollupKeys.Pack(drawn.generation, drawn.grain, drawn.other, drawn.number);
            Assert.Equal(Math.Sign(drawn.one.CompareTo(drawn.other)), Math.Sign(KeyOrder.Instance.Compare(key, other)));
            var (from, to) = RollupKeys.Range(new CellRange(drawn.generation, drawn.grain, drawn.one, drawn.one.PlusDays(1)));
            Assert.Equal(drawn.other == drawn.one, KeyOrder.Instance.Compare(other, from) >= 0 && KeyOrder.Instance.Compare(other, to) < 0);
            var (begin, end) = RollupKeys.Before(drawn.generation);
            Assert.False(KeyOrder.Instance.Compare(key, begin) >= 0 && KeyOrder.Instance.Compare(key, end) < 0);
        });
}
