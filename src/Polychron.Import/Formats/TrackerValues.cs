using Polychron.Import.Values;
using Polychron.UseCases.Imports;

namespace Polychron.Import.Formats;

/// <summary>What the trackers' files have in common.</summary>
internal static class TrackerValues
{
    /// <summary>Whom a row names, by address, by name, or (null) not at all.</summary>
    public static PersonName? Person(RowReader row, Column nameColumn, Column emailColumn)
    {
        var (name, email) = (row.Text(nameColumn), row.Text(emailColumn));
        if (name is null && email is null)
        {
            return null;
        }

        var person = new PersonName(name ?? email!.Split('@')[0], email);
        if (ImportPeople.Check(person) is { } wrong)
        {
            row.Fail(email is null ? nameColumn : emailColumn, wrong.Message);
        }

        return person;
    }

    /// <summary>The project, with the task in it as a project below it.</summary>
    public static IReadOnlyList<string> Project(RowReader row, Column projectColumn, Column taskColumn)
    {
        var (project, task) = (row.Text(projectColumn), row.Text(taskColumn));
        if (project is null && task is not null)
        {
            row.Fail(projectColumn, "is empty, though there is a task");
        }

        return project is null ? [] : task is null ? [project] : [project, task];
    }

    /// <summary>Whether a row says that it is billable; null if it does not say.</summary>
    public static bool? IsBillable(RowReader row, Column column)
    {
        if (row.Text(column) is not { } text)
        {
            return null;
        }

        var isBillable = YesNo.Parse(text);
        if (isBillable is null)
        {
            row.Fail(column, $"'{ClockColumns.Shown(text)}' is neither yes nor no");
        }

        return isBillable;
    }
}
