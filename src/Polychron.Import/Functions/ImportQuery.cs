using Microsoft.AspNetCore.Http;
using Polychron.Dialects.Query;
using Polychron.Import.Formats;
using Polychron.Import.Run;
using Polychron.Import.Values;

namespace Polychron.Import.Functions;

/// <summary>The parameters of an import.</summary>
internal static class ImportQuery
{
    private const int DefaultRejections = 1_000;
    private const int MaxRejections = 10_000;
    private const int MaxText = 254;

    /// <summary>The words for the orders of dates.</summary>
    public static IReadOnlyDictionary<string, DateOrder> DateOrders { get; } = new Dictionary<string, DateOrder>
    {
        ["auto"] = DateOrder.Auto,
        ["dmy"] = DateOrder.DayFirst,
        ["mdy"] = DateOrder.MonthFirst,
    };

    /// <summary>What to import, and how many rejections the answer shows.</summary>
    /// <exception cref="Dialects.Errors.RequestException">A parameter is missing or not acceptable.</exception>
    public static (ImportOptions Options, int MaxRejections) Read(HttpRequest request)
    {
        var query = QueryBag.Of(request);
        var workspace = query.WholeNumber("workspace_id", 1);
        if (workspace is null && !query.Has("workspace_id"))
        {
            query.Fail("workspace_id", "is required.");
        }

        var format = query.Text("format", MaxText);
        if (format is null || ImportFormat.Find(format) is null)
        {
            query.Fail("format", $"must be one of: {string.Join(", ", ImportFormat.All.Select(known => known.Name))}.");
        }

        var dates = DateOrder.Auto;
        if (query.Text("dates", MaxText) is { } word && !DateOrders.TryGetValue(word, out dates))
        {
            query.Fail("dates", $"must be one of: {string.Join(", ", DateOrders.Keys)}.");
        }

        var options = new ImportOptions
        {
            WorkspaceId = workspace ?? 0,
            Format = format ?? "",
            Dates = dates,
            Zone = query.Text("zone", MaxText),
            Encoding = query.Text("encoding", MaxText),
            User = query.Text("user", MaxText),
            SubProjects = query.Boolean("sub_projects") ?? false,
            IsDryRun = query.Boolean("dry_run") ?? false,
        };
        var rejections = query.WholeNumber("max_rejections", 0, MaxRejections) ?? DefaultRejections;
        query.ThrowIfInvalid();
        return (options, (int)rejections);
    }
}
