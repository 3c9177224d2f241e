using System.Collections.Immutable;
using Arise.Structures;

namespace Arise.Samples;

/// <summary>
/// Labels as a column of the atoms, so that whatever removes atoms keeps the labels of the others.
/// </summary>
internal static class LabelColumn
{
    private const string Name = "class";

    /// <summary>The atoms with one label for all.</summary>
    public static AtomicStructure Fill(AtomicStructure structure, int label) =>
        Set(structure, [.. Enumerable.Repeat((short)label, structure.Count)]);

    /// <summary>The atoms with these labels.</summary>
    public static AtomicStructure Set(AtomicStructure structure, ReadOnlySpan<short> labels)
    {
        long[] values = new long[labels.Length];
        for (int atom = 0; atom < values.Length; atom++)
            values[atom] = labels[atom];
        return new AtomicStructure(
            structure.Positions,
            structure.Species,
            structure.Lattice,
            structure.Periodicity,
            [.. structure.Columns.Where(column => column.Name != Name), AtomColumn.Integer(Name, values)],
            name: structure.Name);
    }

    /// <summary>The labels of labeled atoms.</summary>
    public static short[] Of(AtomicStructure structure)
    {
        ReadOnlySpan<long> values = structure.Columns.Single(column => column.Name == Name).Integers;
        var labels = new short[values.Length];
        for (int atom = 0; atom < labels.Length; atom++)
            labels[atom] = (short)values[atom];
        return labels;
    }

    /// <summary>A sample of labeled atoms.</summary>
    /// <param name="structure">The atoms with their column of labels.</param>
    /// <param name="name">What a person calls the sample.</param>
    /// <param name="rows">How many atoms become rows at most; never more than half of those with a label.</param>
    public static AtomSample Sample(AtomicStructure structure, string name, int rows)
    {
        ImmutableArray<short> labels = [.. Of(structure)];
        int told = labels.Count(label => label != AtomSample.Untold);
        var bare = new AtomicStructure(
            structure.Positions, structure.Species, structure.Lattice, structure.Periodicity, name: name);
        return new AtomSample(bare, labels, name, Math.Min(rows, (told + 1) / 2));
    }
}
