namespace Polychron.Dialects.Timing.Functions;

/// <summary>The paths of the API's resources, as routes.</summary>
internal static class Routes
{
    private const string Root = "timing/api/v1/";

    public const string Projects = Root + "projects";
    public const string Project = Projects + "/{projectId}";
    public const string ProjectHierarchy = Projects + "/hierarchy";
    public const string Report = Root + "report";
    public const string Teams = Root + "teams";
    public const string TeamMembers = Teams + "/{teamId}/members";
    public const string Entries = Root + "time-entries";
    public const string Entry = Entries + "/{timeEntryId}";
    public const string StartTimer = Entries + "/start";
    public const string StopTimer = Entries + "/stop";
    public const string LatestEntry = Entries + "/latest";
    public const string RunningTimer = Entries + "/running";
    public const string BatchUpdate = Entries + "/batch-update";
    public const string Unknown = "timing/{*rest}";
}
