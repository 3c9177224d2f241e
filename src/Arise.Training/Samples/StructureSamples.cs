using System.Collections.Immutable;
using Arise.Numerics;
using Arise.Prototypes;

namespace Arise.Samples;

/// <summary>
/// The structures that a network of families learns from: members of every class as people have them, and pieces of
/// matter with two phases, faults, or none of the classes.
/// </summary>
/// <remarks>Sample number n depends on the seed and on n alone. All methods may be called by many threads.</remarks>
internal sealed class StructureSamples
{
    private readonly StructureSampleSettings _settings;
    private readonly ImmutableArray<StructureKind> _kinds;

    /// <summary>Prepares the samples.</summary>
    /// <param name="prototypes">The classes; labels are positions in this list.</param>
    /// <param name="settings">How many there are of each kind.</param>
    /// <exception cref="ArgumentException">A setting is out of range.</exception>
    public StructureSamples(IReadOnlyList<Prototype> prototypes, StructureSampleSettings settings)
    {
        settings.Validate();
        _settings = settings;
        var classes = new CrystalClasses(prototypes);
        var matter = new AtomSamples(prototypes, settings.Matter with { Seed = settings.Seed, TellsAll = true });
        _kinds =
        [
            .. new[] { new FamilySamples(classes, settings).Kind }
                .Concat(new PieceSamples(matter, settings.PiecesPerSample).Kinds)
                .Where(kind => kind.Count > 0),
        ];
        Count = _kinds.Sum(kind => kind.Count);
    }

    /// <summary>Number of samples; one may be several structures.</summary>
    public int Count { get; }

    /// <summary>The kinds in the order of their numbers.</summary>
    public ImmutableArray<StructureKind> AllKinds => _kinds;

    /// <summary>What a person calls the kind of sample <paramref name="number"/>.</summary>
    public string KindOf(int number) => Find(number).Kind.Name;

    /// <summary>Makes the structures of sample <paramref name="number"/>.</summary>
    public IReadOnlyList<StructureSample> Make(int number)
    {
        (StructureKind kind, int index) = Find(number);
        var draws = new Draws(RandomStreams.Of(RandomStreams.StructureSamples, _settings.Seed, (ulong)number));
        return kind.Make(index, draws);
    }

    private (StructureKind Kind, int Index) Find(int number)
    {
        (int kind, int index) = KindNumber.Of(number, _kinds.Select(one => one.Count));
        return (_kinds[kind], index);
    }
}
