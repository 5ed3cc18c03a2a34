using Polychron.Dialects.Replies;

namespace Polychron.Import.Functions;

/// <summary>What the import endpoint answers.</summary>
internal static class ImportJson
{
    public static BytesResult Render(int status, ImportReport report, bool isDryRun, string? message) => new(
        status,
        JsonBytes.Render((report, isDryRun, message), static (json, answer) =>
        {
            var summary = answer.report.Summary;
            json.WriteStartObject();
            if (answer.message is not null)
            {
                json.WriteString("message", answer.message);
            }

            json.WriteBoolean("dry_run", answer.isDryRun);
            json.WriteNumber("rows", summary.Rows);
            json.WriteNumber("imported", summary.Imported);
            json.WriteNumber("known", summary.Known);
            json.WriteNumber("rejected", summary.Rejected);
            json.WriteStartObject("made");
            json.WriteNumber("people", summary.People);
            json.WriteNumber("teams", summary.Made.Teams);
            json.WriteNumber("clients", summary.Made.Clients);
            json.WriteNumber("projects", summary.Made.Projects);
            json.WriteNumber("labels", summary.Made.Labels);
            json.WriteEndObject();
            json.WriteStartArray("rejections");
            foreach (var rejection in answer.report.Rejections)
            {
                json.WriteStartObject();
                json.WriteNumber("line", rejection.Line);
                json.WriteString("column", rejection.Column);
                json.WriteString("reason", rejection.Reason);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteNumber("rejections_left_out", summary.Rejected - answer.report.Rejections.Count);
            json.WriteEndObject();
        }));
}
