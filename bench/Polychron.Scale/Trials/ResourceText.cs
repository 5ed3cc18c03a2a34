using Polychron.Scale.Service;

namespace Polychron.Scale.Trials;

/// <summary>What partitions are of, in words.</summary>
internal static class ResourceText
{
    /// <summary>The words; the same for all partitions of one kind.</summary>
    public static string Of(Resource resource) => (resource.Table, resource.Name) switch
    {
        (null, var queue) => $"queue `{queue}`",
        ("workspaces", _) => "a workspace's partition",
        ("rollups", _) => "a partition of cells",
        ("news", _) => "the partition of news",
        ("directory", "use") => "the partition of tokens' last uses",
        ("directory", _) => "the directory's partition",
        ("webhooks", ['c', '-', ..]) => "a partition of checkpoints",
        ("webhooks", _) => "a webhook's partition",
        var (table, _) => $"a partition of `{table}`",
    };
}
