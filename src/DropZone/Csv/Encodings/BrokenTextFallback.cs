using System.Text;

namespace DropZone.Csv.Encodings;

/// <summary>Replaces invalid bytes, and records that there were some.</summary>
internal sealed class BrokenTextFallback : DecoderFallback
{
    public const char Mark = '\uFFFD';

    public bool Used { get; private set; }

    public override int MaxCharCount => 1;

    public override DecoderFallbackBuffer CreateFallbackBuffer() => new Buffer(this);

    private sealed class Buffer(BrokenTextFallback owner) : DecoderFallbackBuffer
    {
        public override int Remaining => _remaining;

        private int _remaining;

        public override bool Fallback(byte[] bytesUnknown, int index)
        {
            owner.Used = true;
            _remaining = 1;
            return true;
        }

        public override char GetNextChar() => _remaining-- > 0 ? Mark : Reset('\0');

        public override bool MovePrevious() => false;

        private char Reset(char value)
        {
            _remaining = 0;
            return value;
        }
    }
}
