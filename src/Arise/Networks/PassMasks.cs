using System.Collections.Immutable;
using System.Numerics;
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

    // Periods of a member: 2^26 passes, far more than a prediction makes.
    private const int PeriodsPerMember = 1 << 20;

    private readonly double _dropout;
    private readonly uint _firstPeriod;
    private readonly int[] _sizes;
    private readonly int[] _offsets;
    private readonly int _wordsPerBlock;
    private readonly bool[] _isUnit;
    private readonly AlignedBuffer<uint> _words;
    private readonly AlignedBuffer<uint> _allPresent;
    private ulong _seed;
    private int _filledBlocks;

    // Units absent in passes 0 .. _listedPasses - 1 of the seed, pass by pass; _ends[t] is where pass t ends.
    private int[] _absent = [];
    private int[] _ends = [];
    private int _listedPasses;

    /// <summary>Allocates.</summary>
    /// <param name="architecture">Shape of the network.</param>
    /// <param name="member">
    /// Number of the member of an ensemble: its passes have the masks that follow those of 2^26 member passes.
    /// </param>
    public PassMasks(NetworkArchitecture architecture, int member = 0)
    {
        ImmutableArray<int> sizes = architecture.LayerSizes;
        _dropout = architecture.Dropout;
        _firstPeriod = (uint)member * PeriodsPerMember;
        _sizes = [.. sizes[..^1]];
        _offsets = new int[_sizes.Length];
        for (int layer = 0; layer < _sizes.Length; layer++)
        {
            _offsets[layer] = _wordsPerBlock;
            _wordsPerBlock += (_sizes[layer] + TileKernel.Units - 1) / TileKernel.Units * TileKernel.Units;
        }

        _isUnit = new bool[_wordsPerBlock];
        for (int layer = 0; layer < _sizes.Length; layer++)
            _isUnit.AsSpan(_offsets[layer], _sizes[layer]).Fill(true);
        _words = new AlignedBuffer<uint>((KeptBlocks + BlocksPerPeriod) * _wordsPerBlock);
        _allPresent = new AlignedBuffer<uint>(_wordsPerBlock);
        _allPresent.Span.Fill(uint.MaxValue);
    }

    /// <summary>Where the words of each layer begin, the input first.</summary>
    public ReadOnlySpan<int> Offsets => _offsets;

    /// <summary>Number of words of a block, and of places for units.</summary>
    public int UnitCount => _wordsPerBlock;

    /// <summary>The words of a network without dropout.</summary>
    public uint* AllPresent => _allPresent.Pointer;

    /// <summary>
    /// Passes 32 <paramref name="block"/> to 32 block + 31: a word per unit, bit j set where the unit is present in
    /// pass j. Blocks must be asked for in order, from 0 or from one asked for before.
    /// </summary>
    public uint* Words(ulong seed, int block)
    {
        if (seed != _seed)
            (_seed, _filledBlocks, _listedPasses) = (seed, 0, 0);
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
                _firstPeriod + (uint)(block / BlocksPerPeriod));
        }

        if (block < KeptBlocks)
            _filledBlocks = block + BlocksPerPeriod;
        return words;
    }

    /// <summary>The units absent in each of the first passes of a seed, ascending within a pass.</summary>
    /// <param name="seed">The seed.</param>
    /// <param name="passes">Number of passes.</param>
    /// <param name="units">Receives the units (places in a block of words), pass by pass.</param>
    /// <param name="ends">Receives where each pass ends in <paramref name="units"/>.</param>
    public void AbsentUnits(ulong seed, int passes, out ReadOnlySpan<int> units, out ReadOnlySpan<int> ends)
    {
        if (seed != _seed || passes > _listedPasses)
            ListAbsent(seed, passes);
        units = _absent;
        ends = _ends;
    }

    /// <summary>
    /// Writes the words of any 32 passes: lane j takes those of pass <paramref name="passes"/>[j]; lanes beyond the
    /// last keep all units.
    /// </summary>
    public void Gather(ulong seed, ReadOnlySpan<int> passes, int listed, uint* words)
    {
        AbsentUnits(seed, listed, out ReadOnlySpan<int> units, out ReadOnlySpan<int> ends);
        new Span<uint>(words, _wordsPerBlock).Fill(uint.MaxValue);
        for (int lane = 0; lane < passes.Length; lane++)
        {
            int pass = passes[lane];
            foreach (int unit in units[(pass == 0 ? 0 : ends[pass - 1])..ends[pass]])
                words[unit] &= ~(1u << lane);
        }
    }

    private void ListAbsent(ulong seed, int passes)
    {
        int blocks = (passes + TileKernel.Lanes - 1) / TileKernel.Lanes;
        _ends = new int[blocks * TileKernel.Lanes];
        int* places = stackalloc int[TileKernel.Lanes];
        for (int block = 0, total = 0; block < blocks; block++)
        {
            uint* words = Words(seed, block);
            Span<int> ends = _ends.AsSpan(block * TileKernel.Lanes, TileKernel.Lanes);
            for (int unit = 0; unit < _wordsPerBlock; unit++)
            {
                for (uint absent = Absent(words, unit); absent != 0; absent &= absent - 1)
                    ends[BitOperations.TrailingZeroCount(absent)]++;
            }

            for (int lane = 0; lane < TileKernel.Lanes; lane++)
                (places[lane], total, ends[lane]) = (total, total + ends[lane], total + ends[lane]);
            if (total > _absent.Length)
                Array.Resize(ref _absent, Math.Max(total, 2 * _absent.Length));
            for (int unit = 0; unit < _wordsPerBlock; unit++)
            {
                for (uint absent = Absent(words, unit); absent != 0; absent &= absent - 1)
                    _absent[places[BitOperations.TrailingZeroCount(absent)]++] = unit;
            }
        }

        _listedPasses = passes;
    }

    // Padding between the layers belongs to no unit.
    private uint Absent(uint* words, int unit) => _isUnit[unit] ? ~words[unit] : 0;
}
