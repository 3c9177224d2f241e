using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Arise.Prototypes;
using Arise.Structures.Symmetry;

namespace Arise.Recognition;

/// <summary>
/// Classes joined to coarser ones: the probability of a group is the sum over its classes. Space groups are the
/// idealized ones of the prototypes (<see cref="Prototype.IdealizedSpaceGroupNumber"/>), for layers those of the layer
/// with its vacuum; nanotubes form a group of their own, and so does every class that the library does not know.
/// </summary>
public sealed class ClassGrouping
{
    private const string Nanotube = "nanotube";

    private readonly int[] _groupOf;

    /// <summary>Groups the classes of a model.</summary>
    /// <param name="level">How coarsely.</param>
    /// <param name="classLabels">The classes, in the order of the model's outputs.</param>
    public ClassGrouping(GroupingLevel level, IReadOnlyList<string> classLabels)
    {
        Level = level;
        string[] names = [.. classLabels.Select(label => NameOf(label, level))];
        Names = [.. names.Distinct(StringComparer.Ordinal)];
        _groupOf = [.. names.Select(name => Names.IndexOf(name))];
    }

    /// <summary>How coarsely.</summary>
    public GroupingLevel Level { get; }

    /// <summary>Names of the groups, in the order of their first classes.</summary>
    public ImmutableArray<string> Names { get; }

    /// <summary>The group of a class.</summary>
    public int GroupOf(int classIndex) => _groupOf[classIndex];

    /// <summary>Probability per group.</summary>
    /// <param name="probabilities">Probability per class.</param>
    public ImmutableArray<double> Sum(ReadOnlySpan<double> probabilities)
    {
        var sums = new double[Names.Length];
        for (int c = 0; c < probabilities.Length; c++)
            sums[_groupOf[c]] += probabilities[c];
        return ImmutableCollectionsMarshal.AsImmutableArray(sums);
    }

    /// <summary>A group, its probability, and its most likely class.</summary>
    /// <param name="Name">What the group is called.</param>
    /// <param name="Probability">Sum over its classes.</param>
    /// <param name="Likeliest">The most likely of its classes.</param>
    public sealed record Group(string Name, double Probability, Candidate Likeliest);

    /// <summary>The groups of a classified structure from the most to the least likely; none without a class.</summary>
    public ImmutableArray<Group> Rank(Classification result)
    {
        if (result.Best is null)
            return [];
        ImmutableArray<double> sums = Sum(result.Prediction.Probabilities.AsSpan());
        Candidate[] likeliest = new Candidate[sums.Length];
        foreach ((Candidate candidate, int classIndex) in result.Candidates.Zip(result.Prediction.Ranking))
            likeliest[_groupOf[classIndex]] ??= candidate;
        return [.. Enumerable.Range(0, sums.Length).OrderByDescending(group => sums[group])
            .Select(group => new Group(Names[group], sums[group], likeliest[group]))];
    }

    private static string NameOf(string label, GroupingLevel level)
    {
        if (level == GroupingLevel.Class || PrototypeLibrary.FromLabel(label) is not { } prototype)
            return label;
        if (level == GroupingLevel.MaterialType)
            return MaterialTypeName.Of(prototype.MaterialType);
        if (prototype.IdealizedSpaceGroupNumber is not { } number)
            return Nanotube;
        SpaceGroup group = SpaceGroup.FromNumber(number);
        return level switch
        {
            GroupingLevel.CrystalSystem => group.CrystalSystem.ToString().ToLowerInvariant(),
            GroupingLevel.Bravais => Bravais(group),
            _ => group.ToString(),
        };
    }

    // Crystal family and centering, one-face centering as S (P. M. de Wolff et al., Acta Cryst. A 41, 278 (1985)).
    private static string Bravais(SpaceGroup group)
    {
        char family = group.CrystalSystem switch
        {
            CrystalSystem.Triclinic => 'a',
            CrystalSystem.Monoclinic => 'm',
            CrystalSystem.Orthorhombic => 'o',
            CrystalSystem.Tetragonal => 't',
            CrystalSystem.Cubic => 'c',
            _ => 'h',
        };
        char centering = group.Symbol[0] is 'A' or 'B' or 'C' ? 'S' : group.Symbol[0];
        return $"{family}{centering}";
    }
}
