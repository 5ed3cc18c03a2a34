namespace Polychron.TestCommand;

/// <summary>How many tests ended how.</summary>
internal readonly record struct Counts(int Passed, int Failed, int Skipped)
{
    public static Counts operator +(Counts left, Counts right) =>
        new(left.Passed + right.Passed, left.Failed + right.Failed, left.Skipped + right.Skipped);

    /// <summary>The line on which the command ends; scripts read it.</summary>
    public override string ToString() => $"{Passed} passed, {Failed} failed, {Skipped} skipped";
}
