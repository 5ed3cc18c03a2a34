using Polychron.Soak.Load;

namespace Polychron.Soak.Checks;

/// <summary>Holds the changes feed against the ledger, and against itself read once more from the beginning.</summary>
internal static class FeedCheck
{
    /// <summary>Compares.</summary>
    /// <param name="followed">The copy that was kept up through all ends of the server.</param>
    /// <param name="again">The same feed, read from 0 at the end.</param>
    /// <param name="unseen">Sequence numbers of records that the feed has no resource for.</param>
    /// <param name="findings">Takes what differs.</param>
    public static void Compare(ChangeFollower followed, ChangeFollower again, IReadOnlySet<long> unseen, Findings findings)
    {
        var space = followed.Space;
        EntryCheck.Compare($"changes feed of {space.Id}", space.Ledger, followed.Entries, findings);
        EntryCheck.Compare($"changes feed of {space.Id} from 0", space.Ledger, again.Entries, findings);
        foreach (var (sequence, change) in again.Changes)
        {
            if (!followed.Changes.TryGetValue(sequence, out var told) || told != change)
            {
                findings.Add("changes feed missed a record", $"workspace {space.Id}: {sequence} {change}, followed as {told}");
            }
        }

        foreach (var sequence in followed.Changes.Keys.Where(sequence => !again.Changes.ContainsKey(sequence)))
        {
            findings.Add("changes feed told what is not in the log", $"workspace {space.Id}: {sequence}");
        }

        for (var sequence = 1L; sequence <= again.Head; sequence++)
        {
            if (!again.Changes.ContainsKey(sequence) && !unseen.Contains(sequence))
            {
                findings.Add("gap in the log", $"workspace {space.Id}: {sequence}");
            }
        }
    }
}
