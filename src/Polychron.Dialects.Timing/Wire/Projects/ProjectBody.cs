using System.Text.Json;
using Polychron.Dialects.Bodies;
using Polychron.Dialects.Timing.Mapping;
using Polychron.Dialects.Timing.Wire.Fields;
using Polychron.Domain.Projects;
using Polychron.UseCases.Projects;

namespace Polychron.Dialects.Timing.Wire.Projects;

/// <summary>Reads the bodies of requests that write a project.</summary>
internal static class ProjectBody
{
    private const int MaxColorLength = 100;

    /// <summary>"Create project".</summary>
    public static CreateProject.Command ToCreate(JsonBody body)
    {
        var reader = body.Read(BodyReading.Rules);
        reader.Require("title");
        var color = Color(reader).Or(null);
        var command = new CreateProject.Command
        {
            Title = Title(reader).Or(null) ?? "",
            Parent = ProjectField.Read(reader, "parent").Or(null),
            TeamId = Team(reader),
            Color = string.IsNullOrEmpty(color) ? null : color,
            ProductivityScore = Score(reader).Or(null) ?? 1,
            IsArchived = reader.Boolean("is_archived").Or(null) ?? false,
            Notes = Notes(reader).Or(null),
            DefaultBillingStatus = BillingStatusField.OfProject(reader).Or(null),
            CustomFields = CustomFieldsField.Read(reader),
        };
        reader.ThrowIfInvalid();
        return command;
    }

    /// <summary>"Update project": what is left out stays, with PUT as with PATCH.</summary>
    public static UpdateProject.Command ToUpdate(JsonBody body, long id)
    {
        var reader = body.Read(BodyReading.Rules);
        var command = new UpdateProject.Command
        {
            Id = id,
            Title = Title(reader).NotNull(reader, "title"),
            Color = Color(reader).NotNull(reader, "color"),
            ProductivityScore = Score(reader).NotNull(reader, "productivity_score"),
            IsArchived = reader.Boolean("is_archived").NotNull(reader, "is_archived"),
            Notes = Notes(reader).ToChange(),
            DefaultBillingStatus = BillingStatusField.OfProject(reader).ToChange(),
            CustomFields = CustomFieldsField.Read(reader),
        };
        reader.ThrowIfInvalid();
        return command;
    }

    private static Optional<string?> Title(JsonObjectReader reader) => reader.Text("title", ProjectLimits.MaxTitleLength);

    private static Optional<string?> Color(JsonObjectReader reader) => reader.Text("color", MaxColorLength);

    private static Optional<double?> Score(JsonObjectReader reader) => reader.Number("productivity_score", -1, 1);

    private static Optional<string?> Notes(JsonObjectReader reader) =>
        reader.Text("notes", ProjectLimits.MaxNotesLength, isMultiline: true);

    private static long? Team(JsonObjectReader reader)
    {
        if (reader.Value("team_id") is not { IsPresent: true, Value: var team } || team.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        long id;
        if (team.ValueKind == JsonValueKind.Number && team.TryGetInt64(out id))
        {
            return id;
        }

        var text = team.ValueKind == JsonValueKind.String ? team.GetString() : null;
        if (text is "")
        {
            return null;
        }

        if (References.TryReferenceOrNumber(text, References.Teams, out id))
        {
            return id;
        }

        reader.Fail("team_id", "must be a team's id, such as /teams/1.");
        return null;
    }
}
