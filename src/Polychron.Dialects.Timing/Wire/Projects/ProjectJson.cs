using System.Text.Json;
using Polychron.Dialects.Timing.Mapping;
using Polychron.Domain.Projects;

namespace Polychron.Dialects.Timing.Wire.Projects;

/// <summary>How much of a project's children is shown.</summary>
internal enum ChildrenForm
{
    /// <summary>Nothing: the form of a project inside an entry or a report line.</summary>
    Absent,

    /// <summary>References.</summary>
    References,

    /// <summary>The whole projects, and theirs: the hierarchy.</summary>
    Whole,
}

/// <summary>A project as Timing shows it.</summary>
internal static class ProjectJson
{
    /// <summary>Writes the project as a value.</summary>
    public static void Write(Utf8JsonWriter json, ProjectForest forest, Project project, ChildrenForm children)
    {
        json.WriteStartObject();
        References.Write(json, "self"u8, References.Projects, project.Id);
        if (project.TeamId is { } teamId)
        {
            References.Write(json, "team_id"u8, References.Teams, teamId);
        }
        else
        {
            json.WriteNull("team_id"u8);
        }

        json.WriteString("title"u8, project.Title);
        WriteChain(json, forest, project);
        json.WriteString("color"u8, project.Color);

        // Zero has no sign on the wire.
        json.WriteNumber("productivity_score"u8, project.ProductivityScore + 0.0);
        json.WriteBoolean("is_archived"u8, project.IsArchived);
        json.WriteString("notes"u8, project.Notes);
        WriteChildren(json, forest, project, children);
        if (project.ParentId is { } parentId)
        {
            json.WriteStartObject("parent"u8);
            References.Write(json, "self"u8, References.Projects, parentId);
            json.WriteEndObject();
        }
        else
        {
            json.WriteNull("parent"u8);
        }

        if (project.DefaultBillingStatus is { } status)
        {
            json.WriteString("default_billing_status"u8, BillingStatusNames.Of(status));
        }
        else
        {
            json.WriteNull("default_billing_status"u8);
        }

        CustomFieldsJson.Write(json, project.CustomFields);
        json.WriteEndObject();
    }

    private static void WriteChain(Utf8JsonWriter json, ProjectForest forest, Project project)
    {
        json.WriteStartArray("title_chain"u8);
        if (project.ParentId is null)
        {
            json.WriteStringValue(project.Title);
        }
        else
        {
            foreach (var above in forest.Chain(project))
            {
                json.WriteStringValue(above.Title);
            }
        }

        json.WriteEndArray();
    }

    private static void WriteChildren(Utf8JsonWriter json, ProjectForest forest, Project project, ChildrenForm form)
    {
        if (form == ChildrenForm.Absent)
        {
            return;
        }

        json.WriteStartArray("children"u8);
        foreach (var child in forest.Children(project.Id))
        {
            if (form == ChildrenForm.Whole)
            {
                Write(json, forest, child, form);
            }
            else
            {
                json.WriteStartObject();
                References.Write(json, "self"u8, References.Projects, child.Id);
                json.WriteEndObject();
            }
        }

        json.WriteEndArray();
    }
}
