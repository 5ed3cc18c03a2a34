using NodaTime;
using Polychron.Import.Values;

namespace Polychron.Import.Formats;

/// <summary>What rows do not say themselves.</summary>
/// <param name="Zone">The zone of local times.</param>
/// <param name="DateOrder">The order of dates.</param>
/// <param name="Currency">The ISO code of the workspace's currency.</param>
/// <param name="SubProjects">Whether a second level of work, where the format leaves the choice, becomes projects.</param>
internal sealed record ReadingContext(DateTimeZone Zone, DateOrder DateOrder, string Currency, bool SubProjects);
