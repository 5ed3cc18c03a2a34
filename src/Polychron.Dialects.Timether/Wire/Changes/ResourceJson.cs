using System.Text.Json;
using Polychron.Dialects.Timether.Wire.Clients;
using Polychron.Dialects.Timether.Wire.Entries;
using Polychron.Dialects.Timether.Wire.Memberships;
using Polychron.Dialects.Timether.Wire.Projects;
using Polychron.Dialects.Timether.Wire.Tags;
using Polychron.Dialects.Timether.Wire.Workspaces;
using Polychron.Domain.Clients;
using Polychron.Domain.Entries;
using Polychron.Domain.Labels;
using Polychron.Domain.Log;
using Polychron.Domain.Members;
using Polychron.Domain.Projects;
using Polychron.Domain.Workspaces;

namespace Polychron.Dialects.Timether.Wire.Changes;

/// <summary>Things of the log as the resources of this API.</summary>
internal static class ResourceJson
{
    /// <summary>The names of the resources that the log tells of.</summary>
    public static readonly IReadOnlyList<string> Names =
        ["workspaces", "workspace_memberships", "clients", "projects", "tags", "time_entries"];

    /// <summary>The resource of a kind; null for what this API has no resource for.</summary>
    public static string? NameOf(EntityKind kind) => kind switch
    {
        EntityKind.Workspace => "workspaces",
        EntityKind.Member => "workspace_memberships",
        EntityKind.Client => "clients",
        EntityKind.Project => "projects",
        EntityKind.Label => "tags",
        EntityKind.Entry => "time_entries",
        _ => null,
    };

    /// <summary>Writes a thing as its resource shows it to this reader.</summary>
    public static void Write(Utf8JsonWriter json, Viewer viewer, Entity entity)
    {
        switch (entity)
        {
            case Workspace workspace:
                WorkspaceJson.Write(json, viewer, workspace);
                break;
            case Member member:
                MembershipJson.Write(json, viewer, member);
                break;
            case Client client:
                ClientJson.Write(json, viewer, client);
                break;
            case Project project:
                ProjectJson.Write(json, viewer, project);
                break;
            case Label label:
                TagJson.Write(json, viewer, label);
                break;
            case Entry entry:
                TimeEntryJson.Write(json, viewer, entry);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(entity), entity.Kind, "This API has no resource for it.");
        }
    }
}
