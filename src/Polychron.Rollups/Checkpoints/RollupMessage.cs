using System.Globalization;

namespace Polychron.Rollups.Checkpoints;

/// <summary>The body of the rollups' queue messages: a workspace's id in decimal digits.</summary>
internal static class RollupMessage
{
    public static string Of(long workspaceId) => workspaceId.ToString(CultureInfo.InvariantCulture);

    public static long Parse(string message) => long.Parse(message, NumberStyles.None, CultureInfo.InvariantCulture);
}
