using Microsoft.AspNetCore.Http;
using Polychron.Dialects.Replies;
using Polychron.Dialects.Timing.Mapping;
using Polychron.Dialects.Urls;
using Polychron.Domain.Projects;

namespace Polychron.Dialects.Timing.Wire.Projects;

/// <summary>Replies about one project.</summary>
internal static class ProjectReplies
{
    /// <summary>"Show project" and "Update project".</summary>
    public static Reply Ok(Project project, ProjectForest forest, HttpRequest request) =>
        Reply.Ok(Render(project, forest, request), ProjectETag.Of(project, forest));

    /// <summary>"Create project".</summary>
    public static Reply Created(Project project, ProjectForest forest, HttpRequest request) =>
        Reply.Created(Render(project, forest, request), ProjectETag.Of(project, forest));

    private static byte[] Render(Project project, ProjectForest forest, HttpRequest request)
    {
        // The document's link says project[], though the parameter that it describes is projects[]; the list takes both.
        var entries = $"{RequestUrl.Base(request)}{TimingDialect.BasePath}/{References.Entries}"
            + $"?project[]={References.Of(References.Projects, project.Id)}";
        return JsonBytes.Render((project, forest, entries), static (json, shown) =>
        {
            json.WriteStartObject();
            json.WritePropertyName("data"u8);
            ProjectJson.Write(json, shown.forest, shown.project, ChildrenForm.References);
            json.WriteStartObject("links"u8);
            json.WriteString("time-entries"u8, shown.entries);
            json.WriteEndObject();
            json.WriteEndObject();
        });
    }
}
