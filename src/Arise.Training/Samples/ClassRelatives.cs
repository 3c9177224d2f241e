using Arise.Descriptors;
using Arise.Numerics;
using Arise.Prototypes;
using Arise.Structures;

namespace Arise.Samples;

/// <summary>
/// How near a crystal is to the families of the classes: what is shown to a network as none of the classes must not be
/// a relative of one.
/// </summary>
internal sealed class ClassRelatives
{
    /// <summary>Distance of descriptors up to which a crystal is a relative of a class.</summary>
    public const double Related = 0.15;

    private const int MembersEach = 8;
    private readonly OrderDescriptor _descriptor = new();
    private readonly float[][] _members;

    /// <summary>Describes the prototype and eight members of every class.</summary>
    public ClassRelatives(IReadOnlyList<Prototype> prototypes)
    {
        CrystalClass[] all = [.. new CrystalClasses(prototypes).All];
        _members = new float[all.Length * (MembersEach + 1)][];
        Parallel.For(0, _members.Length, k =>
        {
            CrystalClass one = all[k / (MembersEach + 1)];
            var draws = new Draws(RandomStreams.Of(RandomStreams.ClassRelatives, 0, (ulong)k));
            _members[k] = Vector(
                k % (MembersEach + 1) == 0 ? one.Prototype.Structure : CrystalFamily.Of(one.Prototype).Draw(draws));
        });
    }

    /// <summary>Describes crystals that are none of the classes.</summary>
    public ClassRelatives(IReadOnlyList<AtomicStructure> crystals)
    {
        _members = new float[crystals.Count][];
        Parallel.For(0, _members.Length, k => _members[k] = Vector(crystals[k]));
    }

    /// <summary>Distance of the descriptor of a crystal from that of the nearest member.</summary>
    public double Distance(AtomicStructure crystal)
    {
        float[] vector = Vector(crystal);
        return _members.Min(member => Math.Sqrt(
            System.Numerics.Tensors.TensorPrimitives.SumOfSquares(Difference(member, vector))));
    }

    private static float[] Difference(float[] a, float[] b)
    {
        float[] difference = new float[a.Length];
        System.Numerics.Tensors.TensorPrimitives.Subtract<float>(a, b, difference);
        return difference;
    }

    private float[] Vector(AtomicStructure crystal)
    {
        float[] vector = new float[_descriptor.Length];
        _descriptor.Compute(crystal, vector);
        return vector;
    }
}
