using NodaTime;
using Polychron.Storage.Keys;
using Polychron.Testing.Domain;
using Polychron.UseCases.Ports.Log;

namespace Polychron.Storage.Tests.Keys;

/// <summary>The keys of a scan's range are those of the starts that it holds, also where its bounds are the ends of time.</summary>
public class EntryRangeTests
{
    private static readonly Instant First = Instant.FromUtc(1, 1, 1, 0, 0);
    private static readonly Instant Last = Instant.FromUtc(9999, 12, 31, 23, 59, 59);

    private static readonly Instant[] Moments =
        [First, First + Duration.FromTicks(10), Instant.FromUtc(1900, 1, 1, 0, 0), Samples.Noon, Samples.Noon + Duration.FromTicks(10), Last];

    [Fact]
    public void A_start_is_in_the_keys_of_a_range_that_holds_it_and_of_no_other()
    {
        foreach (var start in Moments)
        {
            var entry = Samples.Entry(7, start);
            var key = WorkspaceKeys.Indexes(entry).Everyone;
            foreach (var from in Moments.Cast<Instant?>().Append(null))
            {
                foreach (var to in Moments.Cast<Instant?>().Append(null))
                {
                    var scan = new EntryScan(EntryIndex.Everyone) { From = from, To = to };
                    var (begin, end) = WorkspaceKeys.Range(scan);
                    var isIn = string.CompareOrdinal(key, begin) >= 0 && string.CompareOrdinal(key, end) < 0;
                    Assert.True(isIn == scan.Contains(entry), $"{start} from {from} to {to}: {begin} <= {key} < {end}");
                }
            }
        }
    }
}
