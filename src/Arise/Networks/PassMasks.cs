using System.Collections.Immutable;
using Arise.Numerics;

namespace Arise.Networks;

/// <summary>
/// The dropout masks of the stochastic passes of one seed, 32 passes to a word. Those of the first passes are kept
/// from one descriptor to the next.
/// </summary>
internal sealed unsafe class PassMasks
{
    // 64 blocks of 32 passes are 340 kB at the published sizes.
    private const int KeptBlocks = 64;
    private const int BlocksPerPeriod = BalancedDropout.Period / TileKernel.Lanes;

    private readonly double _dropout;
    private readonly int[] _sizes;
    private readonly int[] _offsets;
    private readonly int _wordsPerBlock;
    private readonly AlignedBuffer<uint> _words;
    private readonly AlignedBuffer<uint> _allPresent;
    private ulong _seed;
    private int _filledBlocks;

    public PassMasks(NetworkArchitecture architecture)
    {
        ImmutableArray<int> sizes = architecture.LayerSizes;
        _dropout = architecture.Dropout;
        _sizes = [.. sizes[..^1]];
        _offsets = new int[_sizes.Length];
        for (int layer = 0; layer < _sizes.Length; layer++)
        {
            _offsets[layer] = _wordsPerBlock;
            _wordsPerBlock += (_sizes[layer] + TileKernel.Units - 1) / TileKernel.Units * TileKernel.Units;
        }

        _words = new AlignedBuffer<uint>((KeptBlocks + BlocksPerPeriod) * _wordsPerBlock);
        _allPresent = new AlignedBuffer<uint>(_wordsPerBlock);
        _allPresent.Span.Fill(uint.MaxValue);
    }

    /// <summary>Where the words of each layer begin, the input first.</summary>
    public ReadOnlySpan<int> Offsets => _offsets;

    /// <summary>The words of a network without dropout.</summary>
    public uint* AllPresent => _allPresent.Pointer;

    /// <summary>
    /// Passes 32 <paramref name="block"/> to 32 block + 31: a word per unit, bit j set where the unit is present in
    /// pass j. Blocks must be asked for in order, from 0 or from one asked for before.
    /// </summary>
    public uint* Words(ulong seed, int block)
    {
        if (seed != _seed)
            (_seed, _filledBlocks) = (seed, 0);
        int slot = block < KeptBlocks ? block : KeptBlocks + (block % BlocksPerPeriod);
        uint* words = _words.Pointer + (slot * _wordsPerBlock);
        if (block < _filledBlocks || block % BlocksPerPeriod != 0)
            return words;
        for (int layer = 0; layer < _sizes.Length; layer++)
        {
            BalancedDropout.Fill(
                new Span<uint>(words + _offsets[layer], _sizes[layer]),
                new Span<uint>(words + _wordsPerBlock + _offsets[layer], _sizes[layer]),
                _dropout,
                seed,
                layer,
                (uint)(block / BlocksPerPeriod));
        }

        if (block < KeptBlocks)
            _filledBlocks = block + BlocksPerPeriod;
        return words;
    }
}
