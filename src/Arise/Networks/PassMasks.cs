using System.Collections.Immutable;
using Arise.Numerics;

namespace Arise.Networks;

/// <summary>
/// The dropout masks of the stochastic passes of one seed, as words for the exact network and as lists of absent units for
/// the linearised one. Those of the first passes are kept from one descriptor to the next.
/// </summary>
internal sealed unsafe class PassMasks
{
    // 64 blocks of 32 passes: at the published sizes 340 kB of words and 170 kB of lists.
    private const int KeptBlocks = 64;
    private const int BlocksPerPeriod = BalancedDropout.Period / TileKernel.Lanes;

    private readonly double _dropout;
    private readonly int[] _sizes;
    private readonly int[] _offsets;
    private readonly int _wordsPerBlock;
    private readonly AlignedBuffer<uint> _words;
    private readonly AlignedBuffer<uint> _allPresent;
    private readonly List<int> _absent = [];
    private readonly List<int> _absentEnd = [];
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

    /// <summary>Where the words of each layer begin, the input first; also the index of its first unit in the lists.</summary>
    public ReadOnlySpan<int> Offsets => _offsets;

    /// <summary>Units of all layers with padding: one more than the largest index in the lists.</summary>
    public int UnitCount => _wordsPerBlock;

    /// <summary>The words of a network without dropout.</summary>
    public uint* AllPresent => _allPresent.Pointer;

    /// <summary>
    /// Passes 32 <paramref name="block"/> to 32 block + 31: a word per unit, bit j set where the unit is present in pass j.
    /// Blocks must be asked for in order, from 0 or from one asked for before.
    /// </summary>
    public uint* Words(ulong seed, int block)
    {
        if (seed != _seed)
        {
            (_seed, _filledBlocks) = (seed, 0);
            _absent.Clear();
            _absentEnd.Clear();
        }

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

    /// <summary>
    /// The units absent in each of the first <paramref name="passes"/> passes: those of pass t are the indices
    /// <paramref name="ends"/>[t - 1] (0 for the first pass) to ends[t] of <paramref name="units"/>.
    /// </summary>
    public void AbsentUnits(ulong seed, int passes, out ReadOnlySpan<int> units, out ReadOnlySpan<int> ends)
    {
        int blocks = (passes + TileKernel.Lanes - 1) / TileKernel.Lanes;
        Words(seed, 0);
        for (int block = _absentEnd.Count / TileKernel.Lanes; block < blocks; block++)
        {
            uint* words = Words(seed, block);
            for (int lane = 0; lane < TileKernel.Lanes; lane++)
            {
                for (int layer = 0; layer < _sizes.Length; layer++)
                {
                    for (int unit = _offsets[layer]; unit < _offsets[layer] + _sizes[layer]; unit++)
                    {
                        if ((words[unit] >> lane & 1) == 0)
                            _absent.Add(unit);
                    }
                }

                _absentEnd.Add(_absent.Count);
            }
        }

        units = System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_absent);
        ends = System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_absentEnd)[..passes];
    }
}
