using System.Globalization;
using Polychron.Dialects.Urls;
using Polychron.Domain.Log;
using Polychron.Domain.Members;
using Polychron.UseCases.Records;

namespace Polychron.Dialects.Timespace.Ids;

/// <summary>
/// A record's id: the cloud it is in, a letter for its type, its number there, and two check digits (ISO/IEC 7064, MOD 97-10),
/// as in <c>12-e345-92</c>. So a mistyped id or one of another cloud is none, and an id is never that of a type, which
/// is a word, or of a template, which has a dot.
/// </summary>
/// <param name="Cloud">The workspace.</param>
/// <param name="Type">The type.</param>
/// <param name="Number">The entity's id in the workspace.</param>
internal readonly record struct RecordId(long Cloud, RecordType Type, long Number)
{
    private const int MaxLength = 48;

    /// <summary>The id of an entity.</summary>
    public static RecordId Of(long cloud, Entity entity) => new(cloud, RecordType.Of(KindOf(entity)), entity.Id);

    /// <summary>The id of an entity of a kind.</summary>
    public static string Of(long cloud, RecordKind kind, long number) =>
        new RecordId(cloud, RecordType.Of(kind), number).ToString();

    /// <summary>Whether a text is the id of a record that could be.</summary>
    public static bool TryParse(string? text, out RecordId id)
    {
        id = default;
        if (text is null or { Length: > MaxLength } || text.Split('-') is not [var cloud, { Length: > 1 } body, { Length: 2 } check]
            || !RouteId.TryParse(cloud, out var cloudId) || !RouteId.TryParse(body[1..], out var number)
            || RecordType.OfLetter(body[0]) is not { } type)
        {
            return false;
        }

        id = new RecordId(cloudId, type, number);
        return check == id.CheckDigits();
    }

    /// <inheritdoc />
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Cloud}-{Type.Letter}{Number}-{CheckDigits()}");

    private static RecordKind KindOf(Entity entity) => entity switch
    {
        Member { RobotOf: not null } => RecordKind.Robot,
        { Kind: EntityKind.Member } => RecordKind.Person,
        { Kind: EntityKind.Workspace } => RecordKind.Cloud,
        { Kind: EntityKind.Team } => RecordKind.Team,
        { Kind: EntityKind.Client } => RecordKind.Client,
        { Kind: EntityKind.Label } => RecordKind.Label,
        { Kind: EntityKind.Project } => RecordKind.Project,
        { Kind: EntityKind.Entry } => RecordKind.Entry,
        _ => throw new ArgumentOutOfRangeException(nameof(entity), entity.Kind, "This is no record."),
    };

    // As in an IBAN: letters count as 10 to 35, and the whole with its check digits leaves 1 when it is divided by 97.
    private string CheckDigits()
    {
        var rest = 0;
        foreach (var c in string.Create(CultureInfo.InvariantCulture, $"{Cloud}{Type.Letter}{Number}00"))
        {
            rest = char.IsAsciiDigit(c) ? ((rest * 10) + c - '0') % 97 : ((rest * 100) + c - 'a' + 10) % 97;
        }

        return (98 - rest).ToString("D2", CultureInfo.InvariantCulture);
    }
}
