using System.Text.Json;
using NodaTime;
using Polychron.Dialects.Bodies;
using Polychron.Dialects.Errors;
using Polychron.Dialects.Query;
using Polychron.Dialects.Timely.Wire.Bodies;
using Polychron.Dialects.Timely.Wire.Lists;
using Polychron.Domain.Errors;

namespace Polychron.Dialects.Timely.Wire.Reports;

/// <summary>
/// What a report is asked for, wherever it stands: in the body or in the query, of which the body counts first. The document
/// has lists as "3,4" and as [3, 4], flags as true and as billed=true, days as 2018-01-01 and as "Jan 01, 2014"; all are read.
/// </summary>
internal sealed class ReportInput
{
    private readonly JsonElement _body;
    private readonly QueryBag _query;
    private readonly List<FieldError> _errors = [];

    /// <summary>The input of a body, which may be without members, and a query.</summary>
    public ReportInput(JsonBody? body, QueryBag query)
    {
        _query = query;
        _body = body is null ? default
            : body.Root.TryGetProperty("report", out var inner) && inner.ValueKind == JsonValueKind.Object ? inner
            : body.Root;
    }

    /// <summary>The ids of a list; null where there is none or it is empty.</summary>
    public IReadOnlySet<long>? Ids(string name)
    {
        var ids = new HashSet<long>();
        foreach (var word in Words(name, ListChoices.MaxIds) ?? [])
        {
            if (!long.TryParse(word, System.Globalization.NumberStyles.None, null, out var id))
            {
                Fail(name);
                return null;
            }

            ids.Add(id);
        }

        return ids.Count == 0 ? null : ids;
    }

    /// <summary>A flag; null where there is none.</summary>
    public bool? Flag(string name)
    {
        switch (Word(name)?.ToLowerInvariant())
        {
            case null:
                return null;
            case "true" or "1":
                return true;
            case "false" or "0":
                return false;
            default:
                Fail(name);
                return null;
        }
    }

    /// <summary>A day; null where there is none.</summary>
    public LocalDate? Day(string name)
    {
        if (Whole(name) is not { } text)
        {
            return null;
        }

        if (ReportDay.TryParse(text, out var day))
        {
            return day;
        }

        Fail(name);
        return null;
    }

    /// <summary>A whole number in a range; null where there is none.</summary>
    public long? Number(string name, long min, long max)
    {
        if (Word(name) is not { } word)
        {
            return null;
        }

        if (long.TryParse(word, System.Globalization.NumberStyles.None, null, out var number) && number >= min && number <= max)
        {
            return number;
        }

        Fail(name, $"must be from {min} to {max}");
        return null;
    }

    /// <summary>One word; null where there is none or it is empty.</summary>
    public string? Word(string name) => Whole(name)?.Trim();

    /// <summary>The words of a list, cut at commas; null where there is none.</summary>
    public IReadOnlyList<string>? Words(string name, int maxCount)
    {
        if (Texts(name) is not { } texts)
        {
            return null;
        }

        var words = texts
            .SelectMany(text => text.Trim().Trim('[', ']').Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            .Select(word => word.Trim('"'))
            .Take(maxCount + 1)
            .ToList();
        if (words.Count <= maxCount)
        {
            return words;
        }

        Fail(name, $"has at most {maxCount} values");
        return null;
    }

    /// <summary>Adds an error of a value.</summary>
    public void Fail(string name, string message = TimelyBody.Invalid) => _errors.Add(new FieldError(name, message));

    /// <summary>Refuses the request if anything was wrong.</summary>
    /// <exception cref="RequestException">With all errors.</exception>
    public void ThrowIfInvalid()
    {
        if (_errors.Count + _query.Errors.Count > 0)
        {
            throw new RequestException([.. _errors, .. _query.Errors]);
        }
    }

    private string? Whole(string name)
    {
        if (Texts(name) is not { Count: > 0 } texts)
        {
            return null;
        }

        if (texts.Count == 1)
        {
            return texts[0].Length == 0 ? null : texts[0];
        }

        Fail(name);
        return null;
    }

    private IReadOnlyList<string>? Texts(string name)
    {
        if (_body.ValueKind != JsonValueKind.Object || !_body.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null)
        {
            return _query.Texts(name, ListChoices.MaxIds);
        }

        var values = value.ValueKind == JsonValueKind.Array ? [.. value.EnumerateArray()] : new[] { value };
        if (values.Length > ListChoices.MaxIds || values.Any(item => item.ValueKind is JsonValueKind.Object or JsonValueKind.Array or JsonValueKind.Null))
        {
            Fail(name);
            return null;
        }

        return [.. values.Select(item => item.ValueKind == JsonValueKind.String ? item.GetString()! : item.GetRawText())];
    }
}
