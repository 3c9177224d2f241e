namespace Arise.Studies.Labeling;

/// <summary>A row of the tables.</summary>
/// <param name="group">The table it belongs to.</param>
/// <param name="name">What it measures.</param>
/// <param name="label">The right answer of its first atom.</param>
/// <param name="models">Number of models.</param>
internal sealed class LabelRow(string group, string name, short label, int models)
{
    /// <summary>The table it belongs to.</summary>
    public string Group => group;

    /// <summary>What it measures.</summary>
    public string Name => name;

    /// <summary>The right answer of its atoms: a class or none; null where they differ.</summary>
    public short? Label { get; private set; } = label;

    /// <summary>What each model said.</summary>
    public LabelCounts[] Models { get; } = [.. Enumerable.Range(0, models).Select(_ => new LabelCounts())];

    /// <summary>Tells the right answer of a further atom.</summary>
    public void Join(short other) => Label = Label == other ? Label : null;
}
