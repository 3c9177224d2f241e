using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Arise.Labeling;
using Arise.Structures;

namespace Arise.Comparison;

/// <summary>What one method says of the atoms of a structure.</summary>
public sealed class MethodAnswer
{
    /// <summary>The column of the deviations from templates.</summary>
    internal const string Rmsd = "ptm_rmsd";

    private readonly HashSet<string> _known;
    private readonly ImmutableArray<string> _modelLabels;

    /// <summary>An answer.</summary>
    /// <param name="method">Name of the method.</param>
    /// <param name="numbers">See <see cref="Numbers"/>; null when the method names no structures.</param>
    /// <param name="known">Every label that the method can give.</param>
    /// <param name="columns">See <see cref="Columns"/>.</param>
    /// <param name="modelLabels">The classes that numbers from 1001 count.</param>
    internal MethodAnswer(
        string method,
        int[]? numbers,
        ImmutableArray<string> known,
        ImmutableArray<AtomColumn> columns,
        ImmutableArray<string> modelLabels = default)
    {
        (Method, Columns, _modelLabels) = (method, columns, modelLabels);
        _known = [.. known, AtomLabels.Other];
        NamesStructures = numbers is not null;
        Numbers = ImmutableCollectionsMarshal.AsImmutableArray(numbers ?? []);
        var counts = new Dictionary<int, int>();
        foreach (int number in Numbers)
            CollectionsMarshal.GetValueRefOrAddDefault(counts, number, out _)++;
        Counts = [.. counts.OrderBy(pair => pair.Key).Select(pair => (pair.Key, LabelOf(pair.Key), pair.Value))];
    }

    /// <summary>Name of the method: "acna".</summary>
    public string Method { get; }

    /// <summary>Whether it names structures at all; the centrosymmetry does not.</summary>
    public bool NamesStructures { get; }

    /// <summary>
    /// Number of the structure of each atom: 0 other, 1 fcc, 2 hcp, 3 bcc, 4 icosahedral, 5 simple cubic, 6 cubic
    /// diamond, 7 hexagonal diamond, 8 graphene; 9 and 10 first and second neighbors of cubic, 11 and 12 of hexagonal
    /// diamond; from 101 the prototypes in the order of the library, from 1001 further classes of the model. Empty
    /// where the method names none.
    /// </summary>
    public ImmutableArray<int> Numbers { get; }

    /// <summary>Further quantities of the atoms, such as the centrosymmetry.</summary>
    public ImmutableArray<AtomColumn> Columns { get; }

    /// <summary>The cutoff that the method took, Angstrom; null where it has none.</summary>
    public double? Cutoff { get; internal set; }

    /// <summary>Why the method says nothing of any atom, as a sentence; null where it does.</summary>
    public string? Problem { get; init; }

    /// <summary>Number, label and number of atoms of every structure that occurs, by number.</summary>
    public ImmutableArray<(int Number, string Label, int Atoms)> Counts { get; }

    /// <summary>The label of a number, "none" for 0.</summary>
    public string LabelOf(int number) => ComparedClasses.LabelOf(number, _modelLabels);

    /// <summary>Whether the method can give a label at all.</summary>
    public bool Knows(string label) => _known.Contains(label);

    /// <summary>Share of the atoms that are some structure, 0 to 1.</summary>
    public double NamedShare =>
        Counts.Where(count => count.Label != AtomLabels.Other).Sum(count => (double)count.Atoms)
        / Math.Max(Numbers.Length, 1);
}
