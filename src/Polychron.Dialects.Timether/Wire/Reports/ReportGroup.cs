using NodaTime.Text;
using Polychron.Dialects.Timether.Mapping;
using Polychron.Domain.Reports;
using Polychron.Domain.Time;
using Polychron.Domain.Workspaces;

namespace Polychron.Dialects.Timether.Wire.Reports;

/// <summary>One value of what a report is grouped by: an id, or a text that sorts as it should.</summary>
/// <param name="Id">The id, 0 for none; 0 too for what has no ids.</param>
/// <param name="Text">The text; empty for what has ids.</param>
internal readonly record struct GroupValue(long Id, string Text = "");

/// <summary>Something that a report can be grouped by.</summary>
/// <param name="Name">What requests call it.</param>
/// <param name="Values">The groups of a cell: several by tag, else one.</param>
/// <param name="Columns">Its columns.</param>
internal sealed record ReportGroup(
    string Name, Func<CellKey, IEnumerable<GroupValue>> Values, IReadOnlyList<Column<GroupValue>> Columns)
{
    /// <summary>All that there are.</summary>
    public static readonly IReadOnlyList<string> Names =
        ["member", "project", "client", "tag", "day", "week", "month", "billing_status"];

    /// <summary>The group of a name in a workspace.</summary>
    public static ReportGroup Of(string name, WorkspacePicture picture)
    {
        var dimensions = new CellDimensions(picture);
        return name switch
        {
            "member" => OfIds(name, "user", key => key.UserId, id => picture.Members.GetValueOrDefault(id)?.Name),
            "project" => OfIds(name, "project", dimensions.Project, id => picture.Projects.Find(id)?.Title),
            "client" => OfIds(name, "client", dimensions.Client, id => picture.Clients.GetValueOrDefault(id)?.Name),
            "tag" => new ReportGroup(
                name,
                key => dimensions.Labels(key).Select(id => new GroupValue(id)),
                IdColumns("tag", id => picture.Labels.GetValueOrDefault(id)?.Name)),
            "day" => OfUnit(name, dimensions, CalendarUnit.Day),
            "week" => OfUnit(name, dimensions, CalendarUnit.Week),
            "month" => OfUnit(name, dimensions, CalendarUnit.Month),
            "billing_status" => new ReportGroup(
                name, key => [new GroupValue((long)key.BillingStatus, BillingStatusNames.Of(key.BillingStatus))], [new(name, value => value.Text)]),
            _ => throw new ArgumentOutOfRangeException(nameof(name), name, null),
        };
    }

    private static ReportGroup OfIds(string name, string prefix, Func<CellKey, long> id, Func<long, string?> title) =>
        new(name, key => [new GroupValue(id(key))], IdColumns(prefix, title));

    private static Column<GroupValue>[] IdColumns(string prefix, Func<long, string?> title) =>
    [
        new($"{prefix}_id", value => value.Id == CellDimensions.None ? null : value.Id),
        new($"{prefix}_name", value => title(value.Id)),
    ];

    private static ReportGroup OfUnit(string name, CellDimensions dimensions, CalendarUnit unit) => new(
        name,
        key => [new GroupValue(0, LocalDatePattern.Iso.Format(dimensions.FirstDay(key, unit)))],
        [new(name, value => unit == CalendarUnit.Month ? value.Text[..7] : value.Text)]);
}
