using System.Collections.Immutable;
using Arise.Numerics;
using Arise.Prototypes;

namespace Arise.Samples;

/// <summary>
/// The samples that a network learns from which labels atoms: crystals of all classes as they are when they are hot,
/// strained, defective or small, and matter that is none of them.
/// </summary>
/// <remarks>Sample number n depends on the seed and on n alone. All methods may be called by many threads.</remarks>
internal sealed class AtomSamples
{
    private readonly AtomSampleSettings _settings;
    private readonly ImmutableArray<SampleKind> _kinds;

    /// <summary>Prepares the samples.</summary>
    /// <param name="prototypes">The classes; labels are positions in this list.</param>
    /// <param name="settings">How many there are of each kind.</param>
    /// <exception cref="ArgumentException">A setting is out of range.</exception>
    public AtomSamples(IReadOnlyList<Prototype> prototypes, AtomSampleSettings settings)
    {
        settings.Validate();
        _settings = settings;
        var classes = new CrystalClasses(prototypes);
        _kinds = [.. Kinds(classes, settings).Where(kind => kind.Count > 0)];
        Count = _kinds.Sum(kind => kind.Count);
    }

    /// <summary>Number of samples.</summary>
    public int Count { get; }

    /// <summary>The kinds in the order of their numbers.</summary>
    public IReadOnlyList<SampleKind> AllKinds => _kinds;

    /// <summary>What a person calls the kind of sample <paramref name="number"/>.</summary>
    public string KindOf(int number) => Find(number).Kind.Name;

    /// <summary>Makes sample <paramref name="number"/>; a few kinds give several that belong together.</summary>
    public IReadOnlyList<AtomSample> Make(int number)
    {
        (SampleKind kind, int index) = Find(number);
        var draws = new Draws(RandomStreams.Of(RandomStreams.AtomSamples, _settings.Seed, (ulong)number));
        return kind.Make(index, draws);
    }

    // Further kinds go at the end, so that the numbers of those before stay.
    private static IEnumerable<SampleKind> Kinds(CrystalClasses classes, AtomSampleSettings settings) =>
    [
        new CrystalSamples(classes, settings).Kind,
        new StackingSamples(classes, settings).Kind,
        .. new RandomCrystalSamples(settings).Kinds,
        new PackingSamples(settings).Kind,
        new TetrahedralStackingSamples(classes, settings).Kind,
        .. new InterfaceSamples(classes, settings).Kinds,
        new PolycrystalSamples(classes, settings).Kind,
        .. new DecoySamples(classes, settings).Kinds,
        new DestroyedCrystalSamples(classes, settings).Kind,
        new GasSamples(settings).Kind,
        new OrderDomainSamples(classes, settings).Kind,
        .. DynamicSamples.Kinds(classes, settings),
    ];

    private (SampleKind Kind, int Index) Find(int number)
    {
        (int kind, int index) = KindNumber.Of(number, _kinds.Select(one => one.Count));
        return (_kinds[kind], index);
    }
}
