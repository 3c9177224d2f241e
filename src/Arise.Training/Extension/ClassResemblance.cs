using System.Collections.Immutable;
using System.Numerics.Tensors;
using Arise.Descriptors;
using Arise.Prototypes;

namespace Arise.Extension;

/// <summary>How much two classes resemble each other: the cosine of the angle between the descriptors of their
/// prototypes (the periodic crystal, or the structure itself where it is not periodic).</summary>
/// <param name="New">Label of the new class.</param>
/// <param name="Other">Label of the other class, old or new.</param>
/// <param name="Cosine">Cosine similarity, 1 for descriptors of the same direction.</param>
public sealed record ClassResemblance(string New, string Other, double Cosine)
{
    /// <summary>
    /// From here on two classes cannot be told apart reliably even without defects. Of the pairs of the 108 classes
    /// only two are above: rhombohedral and hexagonal graphite (0.9997) and alpha-Sm and dhcp (0.9989), which make two
    /// thirds of the errors of the model arise-108 on the 39 204 pristine training descriptors (docs/how-to/extend.md).
    /// </summary>
    public const double Indistinguishable = 0.9985;

    /// <summary>
    /// From here on two classes resemble each other more than nearly all of the 5778 pairs of the 108 do: only four are
    /// above, beside the two above Cu2ZnSiS4 and Cu2CdGeS4 (0.9970), and the tubes (6,2) and (5,2) (0.9969). They are
    /// told apart as long as the atoms are near their places.
    /// </summary>
    public const double Similar = 0.995;

    /// <summary>Whether the two cannot be told apart reliably even without defects.</summary>
    public bool IsIndistinguishable => Cosine >= Indistinguishable;

    /// <summary>Compares each new class with all old ones and with the new ones before it.</summary>
    /// <param name="old">The old classes.</param>
    /// <param name="added">The new classes.</param>
    /// <param name="threads">Threads, 0 for one per processor.</param>
    /// <param name="descriptor">The descriptor of the model; the averaged SOAP vector when omitted.</param>
    /// <returns>All pairs, the most similar first.</returns>
    internal static ImmutableArray<ClassResemblance> Compare(
        IReadOnlyList<Prototype> old,
        IReadOnlyList<Prototype> added,
        int threads = 0,
        IStructureDescriptor? descriptor = null)
    {
        descriptor ??= new SoapStructureDescriptor(SoapSettings.Default);
        Prototype[] all = [.. old, .. added];
        float[] vectors = new float[all.Length * descriptor.Length];
        Parallel.For(0, all.Length, ThreadCount.Parallel(threads), k => descriptor.Compute(
            all[k].Structure, vectors.AsSpan(k * descriptor.Length, descriptor.Length)));
        List<ClassResemblance> pairs = [];
        for (int k = old.Count; k < all.Length; k++)
        {
            for (int other = 0; other < k; other++)
            {
                pairs.Add(new ClassResemblance(
                    all[k].Label, all[other].Label, TensorPrimitives.CosineSimilarity(Vector(k), Vector(other))));
            }
        }

        return [.. pairs.OrderByDescending(pair => pair.Cosine)];

        ReadOnlySpan<float> Vector(int k) => vectors.AsSpan(k * descriptor.Length, descriptor.Length);
    }
}
