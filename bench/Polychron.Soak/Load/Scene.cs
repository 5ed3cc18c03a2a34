using Polychron.Soak.Checks;
using Polychron.Soak.Model;
using Polychron.Soak.Wires;
using Polychron.Soak.World;

namespace Polychron.Soak.Load;

/// <summary>What the kinds of work of one person share.</summary>
/// <param name="Space">Where the person works.</param>
/// <param name="Who">The person.</param>
/// <param name="Wire">The server.</param>
/// <param name="Findings">Takes what is wrong.</param>
/// <param name="Random">Of all that is drawn for this person.</param>
/// <param name="Drafts">Draws entries.</param>
/// <param name="Doubts">Sends writes whose reply may be lost.</param>
/// <param name="Own">The ids of the entries that this person alone writes, timers that run left out.</param>
internal sealed record Scene(
    Space Space, Person Who, Wire Wire, Findings Findings, Random Random, Drafts Drafts, Doubts Doubts, List<long> Own)
{
    public Ledger Ledger => Space.Ledger;
}
