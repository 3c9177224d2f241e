using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Arise.Labeling;

namespace Arise.Comparison;

/// <summary>
/// How often methods agree, and what one says where another says otherwise; over any number of structures that the same
/// methods were asked of. Methods that name no structures are left out.
/// </summary>
public sealed class MethodAgreement
{
    // [first, second method] to the numbers that they gave to atoms.
    private readonly Dictionary<(int First, int Second), Dictionary<(int, int), long>> _pairs = [];
    private readonly SortedDictionary<int, string> _labels = [];

    // [method]: knows a label.
    private Func<string, bool>[] _knows = [];

    /// <summary>The methods, in the order in which they were asked.</summary>
    public ImmutableArray<string> Methods { get; private set; } = [];

    /// <summary>Number of atoms.</summary>
    public long Atoms { get; private set; }

    /// <summary>Every label that some method gave, by the number of its structure.</summary>
    public IReadOnlyCollection<string> Labels => _labels.Values;

    /// <summary>Adds the answers for a structure.</summary>
    /// <exception cref="ArgumentException">Other methods were asked.</exception>
    public void Add(ComparedAtoms compared)
    {
        ArgumentNullException.ThrowIfNull(compared);
        MethodAnswer[] answers = [.. compared.Answers.Where(answer => answer.NamesStructures)];
        string[] methods = [.. answers.Select(answer => answer.Method)];
        if (Atoms == 0 && Methods.IsEmpty)
            (Methods, _knows) = ([.. methods], [.. answers.Select(answer => (Func<string, bool>)answer.Knows)]);
        if (!methods.AsSpan().SequenceEqual(Methods.AsSpan()))
            throw new ArgumentException("The answers are of other methods than those before.", nameof(compared));
        Atoms += compared.Structure.Count;
        foreach ((int number, string label, _) in answers.SelectMany(answer => answer.Counts))
            _labels[number] = label;
        for (int i = 0; i < answers.Length; i++)
        {
            // A method that says nothing of a structure neither agrees nor disagrees.
            for (int k = i; k < answers.Length; k++)
            {
                if (answers[i].Problem is null && answers[k].Problem is null)
                    Add((i, k), answers[i], answers[k]);
            }
        }
    }

    /// <summary>Number of atoms to which a method gave a label.</summary>
    public long Count(string method, string label) => Of(method, method)
        .Where(cell => cell.First == label).Sum(cell => cell.Atoms);

    /// <summary>
    /// Share of the atoms that two methods say the same of, of those of which both say something, 0 to 1; 1 without
    /// atoms.
    /// </summary>
    public double Share(string first, string second)
    {
        (string First, string Second, long Atoms)[] cells = [.. Of(first, second)];
        return cells.Length == 0
            ? 1
            : cells.Where(cell => cell.First == cell.Second).Sum(cell => (double)cell.Atoms)
                / cells.Sum(cell => cell.Atoms);
    }

    /// <summary>
    /// The cross table of two methods: how many atoms got one label from the first and one from the second method, by
    /// the numbers of the structures; combinations without atoms are left out.
    /// </summary>
    /// <exception cref="ArgumentException">A method was not asked.</exception>
    public IEnumerable<(string First, string Second, long Atoms)> Of(string first, string second)
    {
        int i = IndexOf(first), k = IndexOf(second);
        bool isTurned = i > k;
        if (!_pairs.TryGetValue(isTurned ? (k, i) : (i, k), out Dictionary<(int, int), long>? cells))
            return [];
        return cells
            .Select(cell => (First: cell.Key.Item1, Second: cell.Key.Item2, Atoms: cell.Value))
            .Select(cell => isTurned ? (First: cell.Second, Second: cell.First, cell.Atoms) : cell)
            .OrderBy(cell => cell.First).ThenBy(cell => cell.Second)
            .Select(cell => (_labels[cell.First], _labels[cell.Second], cell.Atoms));
    }

    /// <summary>
    /// All pairs of methods with their different answers, the most frequent first; without those in which one has no
    /// structure because it does not know what the other says, or says the lattice of an ordered crystal that it does
    /// not know: fcc for L1_2.
    /// </summary>
    public IEnumerable<(string Method, string Label, string OtherMethod, string OtherLabel, long Atoms)>
        Disagreements() =>
        Methods.SelectMany((first, i) => Methods.Skip(i + 1).SelectMany((second, k) => Of(first, second)
            .Where(cell => cell.First != cell.Second
                && (!IsAllThatItKnows(cell.First, cell.Second) || _knows[i](cell.Second))
                && (!IsAllThatItKnows(cell.Second, cell.First) || _knows[i + 1 + k](cell.First)))
            .Select(cell => (first, cell.First, second, cell.Second, cell.Atoms))))
        .OrderByDescending(one => one.Atoms);

    // Whether a method that does not know a crystal can say no more of it.
    private static bool IsAllThatItKnows(string answer, string crystal) =>
        answer == AtomLabels.Other || answer == ComparedClasses.LatticeOf(crystal);

    private int IndexOf(string method) => Methods.IndexOf(method) is >= 0 and var index
        ? index
        : throw new ArgumentException($"The method '{method}' was not asked.", nameof(method));

    private void Add((int, int) pair, MethodAnswer first, MethodAnswer second)
    {
        Dictionary<(int, int), long> cells =
            CollectionsMarshal.GetValueRefOrAddDefault(_pairs, pair, out _) ??= [];

        // Numbers of the structures in the table of the two.
        var column = second.Counts.Index().ToDictionary(one => one.Item.Number, one => one.Index);
        var row = first.Counts.Index().ToDictionary(one => one.Item.Number, one => one.Index);
        var counts = new long[row.Count * column.Count];
        ReadOnlySpan<int> here = first.Numbers.AsSpan(), there = second.Numbers.AsSpan();
        for (int atom = 0; atom < here.Length; atom++)
            counts[(row[here[atom]] * column.Count) + column[there[atom]]]++;
        foreach ((int one, int r) in row)
        {
            foreach ((int other, int c) in column)
            {
                if (counts[(r * column.Count) + c] is > 0 and var count)
                    CollectionsMarshal.GetValueRefOrAddDefault(cells, (one, other), out _) += count;
            }
        }
    }
}
