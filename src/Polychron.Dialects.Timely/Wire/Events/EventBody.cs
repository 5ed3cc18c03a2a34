using System.Text.Json;
using Polychron.Dialects.Bodies;
using Polychron.Dialects.Errors;
using Polychron.Dialects.Timely.Wire.Bodies;
using Polychron.Domain.Entries;
using Polychron.Domain.Errors;
using Polychron.Domain.Money;
using Polychron.Domain.Time;
using Polychron.UseCases;
using Polychron.UseCases.Access;
using Polychron.UseCases.Entries;
using Polychron.UseCases.Projects;

namespace Polychron.Dialects.Timely.Wire.Events;

/// <summary>Bodies that create and change events.</summary>
internal static class EventBody
{
    /// <summary>The name around an event.</summary>
    public const string Wrapper = "event";

    /// <summary>The same where events are called hours.</summary>
    public const string OtherWrapper = "hour";

    /// <summary>A new event: its day and its hours are needed, or clock times instead.</summary>
    /// <param name="body">The request's body.</param>
    /// <param name="caller">Who sends it.</param>
    /// <param name="projectId">The project of the path, which counts before that of the body.</param>
    /// <param name="userId">The user of the path, who counts before that of the body.</param>
    /// <exception cref="RequestException">A value is not acceptable.</exception>
    public static CreateEntry.Command ToCreate(JsonBody body, Caller caller, long? projectId = null, long? userId = null)
    {
        var command = ToCreate(Reader(body.Root), caller);
        return command with
        {
            UserId = userId ?? command.UserId,
            Project = projectId is { } id ? ProjectReference.ById(id) : command.Project,
        };
    }

    /// <summary>A change of an event.</summary>
    /// <inheritdoc cref="ToCreate(JsonBody, Caller, long?, long?)" />
    public static UpdateEntry.Command ToUpdate(
        JsonBody body, Caller caller, long id, long? projectId = null, long? userId = null)
    {
        var command = ToUpdate(Reader(body.Root), caller, id);
        return command with
        {
            Changes = command.Changes with
            {
                UserId = userId is { } user ? Change<long>.To(user) : command.Changes.UserId,
                Project = projectId is { } project
                    ? Change<ProjectReference?>.To(ProjectReference.ById(project))
                    : command.Changes.Project,
            },
        };
    }

    /// <summary>A new event of an object.</summary>
    /// <exception cref="RequestException">A value is not acceptable.</exception>
    public static CreateEntry.Command ToCreate(JsonObjectReader reader, Caller caller)
    {
        var fields = Read(reader, caller);
        reader.ThrowIfInvalid();
        RequireTimes(fields.Times);
        var (start, end, isDayOnly, seconds) = fields.Times.ToNew(
            Zones.Stored(caller.Workspace.Picture.Workspace?.TimeZone ?? "UTC"));
        var (title, notes) = EntryText.Split(fields.Note.Or(null));
        return new CreateEntry.Command
        {
            UserId = fields.UserId,
            Start = start,
            End = end,
            IsDayOnly = isDayOnly,
            DurationSeconds = seconds,
            EstimatedSeconds = fields.Estimate.Apply(0),
            IsEstimate = fields.IsEstimate.Or(false),
            Project = fields.ProjectId is { } project ? ProjectReference.ById(project) : null,
            ObeysProject = true,
            Title = title,
            Notes = notes,
            LabelIds = fields.LabelIds.Or([]),
            IsBilled = fields.IsBilled,
            IsBillable = fields.IsBillable,
            HourRate = fields.HourRate.IsSet ? fields.HourRate.Or(0) : null,
            ExternalId = fields.ExternalId.Or(null),
            Origin = TimelyDialect.Prefix,
        };
    }

    /// <summary>A change by an object.</summary>
    /// <exception cref="RequestException">A value is not acceptable.</exception>
    public static UpdateEntry.Command ToUpdate(JsonObjectReader reader, Caller caller, long id)
    {
        var fields = Read(reader, caller);
        reader.ThrowIfInvalid();
        return new UpdateEntry.Command
        {
            Id = id,
            AllowOtherUsers = true,
            Changes = new EntryChanges
            {
                Times = fields.Times,
                Estimate = fields.Estimate,
                IsEstimate = fields.IsEstimate,
                UserId = fields.UserId is { } user ? Change<long>.To(user) : default,
                Project = fields.ProjectId is { } project
                    ? Change<ProjectReference?>.To(ProjectReference.ById(project))
                    : default,
                ObeysProject = true,
                Text = fields.Note,
                LabelIds = fields.LabelIds,
                IsBilled = fields.IsBilled,
                IsBillable = fields.IsBillable,
                HourRate = fields.HourRate,
                ExternalId = fields.ExternalId,
                Origin = TimelyDialect.Prefix,
            },
        };
    }

    /// <summary>Reads what describes an event: the object in either wrapper, or the whole object.</summary>
    public static JsonObjectReader Reader(JsonElement described) =>
        TimelyBody.Read(described, described.TryGetProperty(OtherWrapper, out _) ? OtherWrapper : Wrapper);

    private static EventFields Read(JsonObjectReader reader, Caller caller) => EventFields.Read(
        reader,
        Currency.Of(caller.Workspace.Picture.Workspace?.Currency ?? "USD"),
        Zones.Stored(caller.Member.TimeZone));

    // Clock times have a day and a duration of their own.
    private static void RequireTimes(TimesheetTimes times)
    {
        var missing = new List<FieldError>();
        if (times.Day is null && times.From.Or(null) is null)
        {
            missing.Add(new("day", TimelyBody.Blank));
        }

        if (!times.Duration.IsSet && (times.From.Or(null) is null || times.To.Or(null) is null))
        {
            missing.Add(new("hours", TimelyBody.Blank));
        }

        if (missing.Count > 0)
        {
            throw new RequestException(missing);
        }
    }
}
