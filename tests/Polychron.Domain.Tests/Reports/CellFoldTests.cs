using FsCheck.Fluent;
using NodaTime;
using Polychron.Domain.Entries;
using Polychron.Domain.Log;
using Polychron.Domain.Reports;
using Polychron.Testing;
using Polychron.Testing.Domain;

namespace Polychron.Domain.Tests.Reports;

public class CellFoldTests
{
    [Fact]
    public void An_entry_is_a_cell_whose_money_is_rounded_as_the_entrys_is()
    {
        var entry = Samples.Entry(1, Samples.Noon, Samples.Noon + Duration.FromSeconds(1_000)) with
        {
            HourRate = 9_999, InternalHourRate = 1, EstimatedSeconds = 1_800, LabelIds = [3, 2], ProjectId = 7,
        };
        var cell = Cell.Of(entry, new LocalDate(2024, 5, 15), entry.DurationSeconds);
        Assert.Equal(
            new CellSums { Seconds = 1_000, EstimatedSeconds = 1_800, Revenue = 2_778, EstimatedRevenue = 5_000, InternalCost = 0, Count = 1 },
            cell.Sums);
        Assert.Equal("[2 3]", cell.Key.Labels.ToString());
        Assert.Equal(cell.Key, Cell.Of(entry with { Id = 2, LabelIds = [2, 3] }, new LocalDate(2024, 5, 15), 5).Key);
        Assert.NotEqual(cell.Key, Cell.Of(entry with { LabelIds = [2] }, new LocalDate(2024, 5, 15), 5).Key);
    }

    [Fact]
    public void Changes_in_any_order_and_in_any_parts_leave_the_cells_of_what_there_is() =>
        Properties.Holds(
            from moment in ClockChanges.NearOne
            from images in RandomEntries.Around(moment).ListOf(30)
            from before in Gen.Choose(-1, 29).ArrayOf(30)
            from order in Gen.Shuffle(Enumerable.Range(0, 30))
            from cut in Gen.Choose(0, 30)
            select (moment, images: images.ToArray(), before, order, cut),
            drawn =>
            {
                var (moment, images, before, order, cut) = drawn;
                var (records, left) = ChangesOf(images, before);
                var expected = new CellFold(moment.Zone);
                foreach (var entry in left)
                {
                    expected.Add(expected.CellOf(entry, entry.DurationSeconds));
                }

                var parts = new[] { new CellFold(moment.Zone), new CellFold(moment.Zone) };
                foreach (var index in order.Where(index => index < records.Count))
                {
                    parts[index < cut ? 0 : 1].Apply(records[index]);
                }

                var sum = new CellFold(moment.Zone);
                foreach (var cell in parts.SelectMany(part => part.Cells))
                {
                    sum.Add(cell);
                }

                Assert.Equal(expected.Cells.ToHashSet(), sum.Cells.ToHashSet());
                foreach (var cell in expected.Cells)
                {
                    sum.Subtract(cell);
                }

                Assert.Empty(sum.Cells);
            });

    [Fact]
    public void A_run_adds_what_has_passed_since_the_last_record() =>
        Properties.Holds(
            from moment in ClockChanges.NearOne
            from entry in RandomEntries.Around(moment)
            select (moment, entry),
            drawn =>
            {
                var (moment, entry) = drawn;
                var fold = new CellFold(moment.Zone);
                fold.Apply(new LogRecord(1, moment.Instant, 1, null, entry));
                fold.AddRun(entry, moment.Instant);
                Assert.Equal(fold.CellOf(entry, entry.SecondsAt(moment.Instant)), Assert.Single(fold.Cells));
            });

    [Fact]
    public void A_record_of_another_kind_changes_nothing()
    {
        var fold = new CellFold(DateTimeZone.Utc);
        fold.Apply(new LogRecord(1, Samples.Noon, 1, null, Samples.Project(1)));
        Assert.Empty(fold.Cells);
    }

    /// <summary>A log in which each image is a new entry, or replaces or (if it has no seconds) deletes one that there is.</summary>
    private static (List<LogRecord> Records, List<Entry> Left) ChangesOf(Entry[] images, int[] before)
    {
        var records = new List<LogRecord>();
        var left = new List<Entry>();
        for (var i = 0; i < images.Length; i++)
        {
            var old = before[i] >= 0 && before[i] < left.Count ? left[before[i]] : null;
            var next = old is not null && images[i].DurationSeconds == 0 ? null : images[i];
            records.Add(new LogRecord(i + 1, Samples.Noon, 1, old, next));
            if (old is not null)
            {
                left.Remove(old);
            }

            if (next is not null)
            {
                left.Add(next);
            }
        }

        return (records, left);
    }
}
