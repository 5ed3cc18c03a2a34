using Polychron.Dialects.Bodies;
using Polychron.UseCases.Rates;

namespace Polychron.Dialects.Timely.Wire.Bodies;

/// <summary><c>update_existing_hours</c> and <c>update_unbilled_only</c>, beside the wrapper or inside it.</summary>
internal static class RerateFlags
{
    /// <summary>Which hours take on a rate that changes: all, unless the flags say otherwise.</summary>
    public static RerateScope Read(JsonBody body, JsonObjectReader reader)
    {
        var isExisting = TimelyBody.Flag(body, reader, "update_existing_hours") ?? true;
        var isUnbilledOnly = TimelyBody.Flag(body, reader, "update_unbilled_only") ?? false;
        reader.ThrowIfInvalid();
        return !isExisting ? RerateScope.None : isUnbilledOnly ? RerateScope.Unbilled : RerateScope.All;
    }
}
