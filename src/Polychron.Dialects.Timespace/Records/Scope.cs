using NodaTime;
using Polychron.Dialects.Timespace.Ids;
using Polychron.Dialects.Timespace.Languages;
using Polychron.Domain.Members;
using Polychron.UseCases.Ports.Log;
using Polychron.UseCases.Records;

namespace Polychron.Dialects.Timespace.Records;

/// <summary>For whom records are rendered.</summary>
/// <param name="View">The cloud.</param>
/// <param name="Member">The reader.</param>
/// <param name="Now">The moment, as of which timers have run.</param>
/// <param name="Language">The language of labels.</param>
internal sealed record Scope(IWorkspaceView View, Member Member, Instant Now, Language Language)
{
    /// <summary>The id of a record of this cloud.</summary>
    public string Id(RecordKind kind, long number) => RecordId.Of(View.WorkspaceId, kind, number);

    /// <summary>The id of a user: a person's or a robot's; null for the operator and for users who were never here.</summary>
    public string? UserId(long userId) => View.Picture.Members.GetValueOrDefault(userId) is { } member
        ? Id(member.RobotOf is null ? RecordKind.Person : RecordKind.Robot, userId)
        : null;
}
