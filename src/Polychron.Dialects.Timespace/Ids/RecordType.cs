using Polychron.UseCases.Records;

namespace Polychron.Dialects.Timespace.Ids;

/// <summary>A type of records. Its id is a word, the same in all clouds.</summary>
/// <param name="Id">The id in paths.</param>
/// <param name="Kind">What its records are; null for the type of all records.</param>
/// <param name="Letter">The letter that stands for it in ids of records.</param>
/// <param name="HasTemplate">Whether records of it can be made.</param>
internal sealed record RecordType(string Id, RecordKind? Kind, char Letter, bool HasTemplate)
{
    /// <summary>The type of all records.</summary>
    public static readonly RecordType Record = new("record", null, '-', HasTemplate: false);

    /// <summary>A workspace.</summary>
    public static readonly RecordType Cloud = new("cloud", RecordKind.Cloud, 'w', HasTemplate: false);

    /// <summary>A member who is a person.</summary>
    public static readonly RecordType Person = new("person", RecordKind.Person, 'm', HasTemplate: true);

    /// <summary>A member who is a robot user.</summary>
    public static readonly RecordType RobotUser = new("robot_user", RecordKind.Robot, 'r', HasTemplate: true);

    /// <summary>A team.</summary>
    public static readonly RecordType Team = new("team", RecordKind.Team, 't', HasTemplate: true);

    /// <summary>A client.</summary>
    public static readonly RecordType Client = new("client", RecordKind.Client, 'c', HasTemplate: true);

    /// <summary>A label.</summary>
    public static readonly RecordType Label = new("label", RecordKind.Label, 'l', HasTemplate: true);

    /// <summary>A project.</summary>
    public static readonly RecordType Project = new("project", RecordKind.Project, 'p', HasTemplate: true);

    /// <summary>A time entry.</summary>
    public static readonly RecordType TimeEntry = new("time_entry", RecordKind.Entry, 'e', HasTemplate: true);

    /// <summary>All, in the order in which they are listed.</summary>
    public static IReadOnlyList<RecordType> All { get; } =
        [Record, TimeEntry, Project, Client, Label, Person, Team, Cloud, RobotUser];

    /// <summary>The kinds of its records, in the order in which lists have them: those of which there are most come last.</summary>
    public IReadOnlyList<RecordKind> Kinds => Kind is { } kind ? [kind] : Enum.GetValues<RecordKind>();

    /// <summary>The type of an id, or null.</summary>
    public static RecordType? Find(string? id) => All.FirstOrDefault(type => type.Id == id);

    /// <summary>The type of a kind.</summary>
    public static RecordType Of(RecordKind kind) => All.First(type => type.Kind == kind);

    /// <summary>The type that a letter stands for, or null.</summary>
    public static RecordType? OfLetter(char letter) => All.FirstOrDefault(type => type.Letter == letter && type.Kind is not null);
}
