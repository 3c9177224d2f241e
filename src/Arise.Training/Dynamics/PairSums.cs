using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Arise.Dynamics;

/// <summary>Sums of a pass over all pairs: forces and the diagonal of the virial.</summary>
internal ref struct PairSums(Particles particles)
{
    private readonly ref double _forces = ref MemoryMarshal.GetArrayDataReference(particles.Forces);
    private Vector256<double> _x;
    private Vector256<double> _y;
    private Vector256<double> _z;
    private Vector256<double> _virialX;
    private Vector256<double> _virialY;
    private Vector256<double> _virialZ;

    /// <summary>
    /// Four pairs: the atom is pulled along each vector times <paramref name="pull"/>, the partners back.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(FourVectors d, Vector256<double> pull, ref int partners)
    {
        Vector256<double> x = pull * d.X, y = pull * d.Y, z = pull * d.Z;
        _x += x;
        _y += y;
        _z += z;
        _virialX -= x * d.X;
        _virialY -= y * d.Y;
        _virialZ -= z * d.Z;
        new FourVectors(x, y, z, Vector256<double>.Zero).Transposed().TakeFrom(ref _forces, ref partners);
    }

    /// <summary>Gives the atom what its pairs have summed up.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Finish(int atom)
    {
        FourVectors lanes = new FourVectors(_x, _y, _z, Vector256<double>.Zero).Transposed();
        nuint at = (nuint)atom * Particles.Stride;
        (Vector256.LoadUnsafe(ref _forces, at) + (lanes.X + lanes.Y + (lanes.Z + lanes.W)))
            .StoreUnsafe(ref _forces, at);
        _x = _y = _z = Vector256<double>.Zero;
    }

    /// <summary>The virial of all pairs.</summary>
    public readonly Vector256<double> Virial()
    {
        FourVectors lanes = new FourVectors(_virialX, _virialY, _virialZ, Vector256<double>.Zero).Transposed();
        return lanes.X + lanes.Y + (lanes.Z + lanes.W);
    }
}
