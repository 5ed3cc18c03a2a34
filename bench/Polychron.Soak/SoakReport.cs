using Polychron.Soak.Checks;
using Polychron.Soak.Load;
using Polychron.Soak.Server;
using Polychron.Soak.Wires;

namespace Polychron.Soak;

/// <summary>What is told of a run, in lines for people.</summary>
internal sealed class SoakReport(Lives lives, Wire wire, MemorySamples memory, Findings findings)
{
    /// <summary>How far it is.</summary>
    public string Progress(Crew crew)
    {
        var sample = memory.All is { Count: > 0 } samples ? samples[^1] : default;
        return $"life {lives.Number}, {wire.Requests:N0} requests, {crew.Spaces.Sum(space => space.Ledger.Acknowledged):N0} changes, {crew.Spaces.Sum(space => space.Ledger.Entries.Count):N0} entries, {crew.Hooks.Deliveries:N0} deliveries, {sample.Resident:F0} MiB resident ({sample.Anonymous:F0} anonymous), {findings.Count} findings";
    }

    /// <summary>What was done and seen. Memory that grows is a finding.</summary>
    /// <param name="crew">Everyone who took part.</param>
    /// <param name="reports">What compared reports beside the people.</param>
    /// <param name="growth">Bytes that the store has gained under the load.</param>
    public IReadOnlyList<string> Lines(Crew crew, ReportCheck reports, long growth)
    {
        var (spaces, people) = (crew.Spaces, crew.People);
        var writes = spaces.Sum(space => space.Ledger.Acknowledged);
        return
        [
            $"server: {lives.Number} lives, {lives.Kills} ended by kill -9, {lives.Terminations} by SIGTERM; the slowest start took {lives.SlowestStart.TotalSeconds:F1} s",
            $"requests: {wire.Requests:N0} answered ({string.Join(", ", wire.ByDialect.OrderBy(dialect => dialect.Key).Select(dialect => $"{dialect.Key} {dialect.Value:N0}"))}), {wire.Lost} replies lost, {people.Sum(person => person.LookedUp)} of them looked up, the others repeated",
            $"writes: {writes:N0} changes of entries acknowledged, {spaces.Sum(space => space.Ledger.Entries.Count):N0} entries and {spaces.Sum(space => space.Ledger.Deleted.Count):N0} deleted ones at the end, {people.Sum(person => person.RowsImported):N0} rows imported",
            $"races: {spaces.Sum(space => space.Ledger.Counter.Sure)} raised numbers, {spaces.Sum(space => space.Ledger.Counter.Conflicts)} refused by If-Match",
            $"log: {crew.Followers.Sum(follower => follower.Head):N0} records, gap-free; changes feed followed through all ends",
            $"reports: {reports.Compared + people.Sum(person => person.ReportsCompared)} compared with the entries, {reports.FromCells + people.Sum(person => person.ReportsFromCells)} of them made of cells",
            $"webhooks: {crew.Hooks.Deliveries:N0} deliveries to {crew.Hooks.All.Count} listeners, {new HookCheck(crew.Hooks, crew.Followers, findings).Missing} changes not told",
            $"store: {growth / 1024.0 / 1024.0:F1} MiB more, {(writes == 0 ? 0 : growth / writes):N0} bytes a change",
            .. MemoryCheck.Judge(memory.All, findings),
        ];
    }
}
