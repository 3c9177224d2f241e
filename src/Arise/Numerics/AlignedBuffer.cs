using System.Runtime.CompilerServices;

namespace Arise.Numerics;

/// <summary>
/// Zeroed memory at a fixed address that is a multiple of 64 bytes, for kernels that work with pointers. It lives in
/// a pinned managed array, so there is nothing to release; whoever holds <see cref="Pointer"/> keeps the buffer alive.
/// </summary>
internal sealed unsafe class AlignedBuffer<T>
    where T : unmanaged
{
    private const int Alignment = 64;
    private readonly T[] _memory;

    /// <summary>Allocates <paramref name="length"/> zeros.</summary>
    public AlignedBuffer(int length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        Length = length;
        _memory = GC.AllocateArray<T>(checked(length + (Alignment / sizeof(T))), pinned: true);
        nint address = (nint)Unsafe.AsPointer(ref _memory[0]);
        Pointer = (T*)((address + Alignment - 1) & ~(Alignment - 1));
    }

    /// <summary>Number of elements.</summary>
    public int Length { get; }

    /// <summary>Address of the first element, a multiple of 64.</summary>
    public T* Pointer { get; }

    /// <summary>The elements.</summary>
    public Span<T> Span => new(Pointer, Length);
}
