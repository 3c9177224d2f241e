using System.Collections.Immutable;
using Arise.Numerics;

namespace Arise.Networks;

/// <summary>Memory of one worker that predicts: activations, sums, and the dropout words of the seed in use.</summary>
internal sealed unsafe class PredictionWorkspace
{
    // Words of the first passes are kept from one descriptor to the next; at 108 classes 64 blocks are 340 kB.
    private const int KeptBlocks = 64;

    private readonly NetworkArchitecture _architecture;
    private readonly ImmutableArray<int> _sizes;
    private readonly int[] _offsets;
    private readonly int _wordsPerBlock;
    private readonly AlignedBuffer<uint> _words;
    private readonly ForwardPass _forward;
    private readonly SoftmaxBlock _softmax;
    private readonly PassStatistics _statistics;
    private ulong _seed;
    private int _filledBlocks;

    public PredictionWorkspace(NetworkArchitecture architecture, PackedLayer[] layers)
    {
        _architecture = architecture;
        _sizes = architecture.LayerSizes;
        _forward = new ForwardPass(layers);
        _softmax = new SoftmaxBlock(architecture.ClassCount);
        _statistics = new PassStatistics(_softmax, architecture.ClassCount);
        _offsets = new int[_sizes.Length - 1];
        for (int layer = 0; layer < _offsets.Length; layer++)
        {
            _offsets[layer] = _wordsPerBlock;
            _wordsPerBlock += (_sizes[layer] + TileKernel.Units - 1) / TileKernel.Units * TileKernel.Units;
        }

        _words = new AlignedBuffer<uint>((KeptBlocks + 1) * _wordsPerBlock);
    }

    /// <summary>Mean probabilities and uncertainty of one descriptor.</summary>
    public PredictiveUncertainty Predict(
        ReadOnlySpan<float> descriptor, int passes, ulong seed, Span<double> probabilities, HiddenMeans? hidden)
    {
        _statistics.Clear();
        float scale = _architecture.KeptScale;
        for (int block = 0; block * (long)TileKernel.Lanes < passes; block++)
        {
            int lanes = (int)Math.Min(TileKernel.Lanes, passes - (block * (long)TileKernel.Lanes));
            uint* words = Words(seed, block);
            _forward.SetInput(descriptor, new ReadOnlySpan<uint>(words, _sizes[0]), scale);
            hidden?.Begin(lanes);
            _forward.Run(words, _offsets.AsSpan(1), scale, hidden);
            _statistics.Add(_forward.Logits.Pointer, lanes);
        }

        return _statistics.Finish(probabilities);
    }

    /// <summary>Class probabilities [lane, class] of up to 32 descriptors [lane, component], without dropout.</summary>
    public void PredictWithoutDropout(ReadOnlySpan<float> descriptors, Span<float> probabilities)
    {
        int lanes = descriptors.Length / _sizes[0];
        uint* words = _words.Pointer + (KeptBlocks * _wordsPerBlock);
        new Span<uint>(words, _wordsPerBlock).Fill(uint.MaxValue);
        _forward.SetInputs(descriptors);
        _forward.Run(words, _offsets.AsSpan(1), 1);
        _softmax.Run(_forward.Logits.Pointer);
        int classes = _architecture.ClassCount;
        for (int lane = 0; lane < lanes; lane++)
        {
            for (int c = 0; c < classes; c++)
                probabilities[(lane * classes) + c] = _softmax.Probabilities.Pointer[(c * TileKernel.Lanes) + lane];
        }
    }

    private uint* Words(ulong seed, int block)
    {
        if (seed != _seed)
            (_seed, _filledBlocks) = (seed, 0);
        int slot = Math.Min(block, KeptBlocks);
        uint* words = _words.Pointer + (slot * _wordsPerBlock);
        if (block < _filledBlocks)
            return words;
        for (int layer = 0; layer < _offsets.Length; layer++)
        {
            var units = new Span<uint>(words + _offsets[layer], _sizes[layer]);
            DropoutWords.Fill(units, _architecture.Dropout, seed, DropoutWords.Prediction, layer, (uint)block);
        }

        if (block == _filledBlocks && block < KeptBlocks)
            _filledBlocks++;
        return words;
    }
}
