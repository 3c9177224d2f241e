using System.Collections.Immutable;
using Arise.Prototypes;

namespace Arise.Samples;

/// <summary>All classes of the samples.</summary>
internal sealed class CrystalClasses(IReadOnlyList<Prototype> prototypes)
{
    /// <summary>Their prototypes.</summary>
    public IReadOnlyList<Prototype> Prototypes => prototypes;

    /// <summary>The classes; the position is the label.</summary>
    public ImmutableArray<CrystalClass> All { get; } =
        [.. prototypes.Select((prototype, index) => new CrystalClass(prototype, index))];

    /// <summary>The class with this label, or null.</summary>
    public CrystalClass? Find(string label) => All.FirstOrDefault(one => one.Prototype.Label == label);

    /// <summary>The number of the class with this label; a crystal that is no class is none of the classes.</summary>
    public short LabelOf(string label) => (short)(Find(label)?.Index ?? AtomSample.None);
}
